macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word it is kept under. It never changes once released.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use codes;

/// Where a case comes from that this municipality makes here. Others bear the name of their system.
pub const OWN_SOURCE: &str = "Egne sager";

codes! {
    /// How far a case has come, in the steps of the OIO standard (*Fremdrift*).
    CaseStatus {
        Opstaaet = "opstaaet",
        Oplyst = "oplyst",
        Afgjort = "afgjort",
        Bestilt = "bestilt",
        Udfoert = "udfoert",
        Afsluttet = "afsluttet",
    }
}

impl CaseStatus {
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Afsluttet)
    }
}

codes! {
    /// The OIO standard's *følsomhed*, from the least to the most guarded.
    Sensitivity {
        NotConfidential = "not_confidential",
        Confidential = "confidential",
        Sensitive = "sensitive",
        Vip = "vip",
    }
}

impl Sensitivity {
    /// For comparing in the store: higher is more guarded.
    pub const fn rank(self) -> u8 {
        match self {
            Self::NotConfidential => 0,
            Self::Confidential => 1,
            Self::Sensitive => 2,
            Self::Vip => 3,
        }
    }

    pub fn from_rank(rank: u8) -> Option<Self> {
        Self::ALL.get(usize::from(rank)).copied()
    }
}

codes! {
    DocumentKind {
        Incoming = "incoming",
        Outgoing = "outgoing",
        Internal = "internal",
    }
}

codes! {
    /// Whose case it is, or who else has a part in it.
    PartyPart {
        Primary = "primary",
        Other = "other",
    }
}
