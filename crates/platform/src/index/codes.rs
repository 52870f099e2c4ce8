macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($variant,)*
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word on the wire.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code.trim() {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

codes! {
    /// How far a case has come (*Fremdrift*). Version 6 of the index has these four.
    CaseStep {
        Opstaaet = "Opstaaet",
        Oplyst = "Oplyst",
        Afgjort = "Afgjort",
        Afsluttet = "Afsluttet",
    }
}

codes! {
    DocumentStep {
        Received = "Modtaget",
        Distributed = "Fordelt",
        Drafted = "Underudarbejdelse",
        Reviewed = "Underreview",
        Published = "Publiceret",
        Final = "Endeligt",
        Delivered = "Afleveret",
    }
}

codes! {
    /// *Følsomhed*, from the least to the most guarded.
    Sensitivity {
        NotConfidential = "IKKE_FORTROLIGE_DATA",
        Confidential = "FORTROLIGE_PERSONOPLYSNINGER",
        Sensitive = "FOELSOMME_PERSONOPLYSNINGER",
        Vip = "VIP_SAGER",
    }
}

codes! {
    /// Who made a change. The schema knows more; these two are what may be sent.
    ActorKind {
        Person = "Bruger",
        System = "ItSystem",
        Organisation = "Organisation",
        Unit = "OrganisationEnhed",
        Function = "OrganisationFunktion",
        Community = "Interessefaellesskab",
    }
}

codes! {
    DocumentType {
        Invoice = "Faktura",
        Incoming = "Brev, indgaaende",
        Outgoing = "Brev, udgaaende",
        Letter = "Brev",
        InternalNote = "Internt Notat",
        ExternalNote = "Eksternt Notat",
        Report = "Rapport",
        Agenda = "Dagsorden",
        Plan = "Plan",
        Other = "Andet",
    }
}
