use crate::case::codes;

codes! {
    /// In what capacity somebody asks. Most of the choice of rules follows from it.
    ApplicantRole {
        Party = "party",
        /// With a power of attorney, or by law.
        Representative = "representative",
        ParentWithCustody = "parent_with_custody",
        /// 10 years or more.
        Child = "child",
        /// Also a researcher: a special interest, which the limit of hours yields to.
        Journalist = "journalist",
        Anyone = "anyone",
        /// Asks for what is kept about her (*den registrerede*).
        DataSubject = "data_subject",
        RelativeOfDeceased = "relative_of_deceased",
    }
}

impl ApplicantRole {
    /// Somebody whom the file may be about, or who stands in that person's place.
    pub const fn is_close(self) -> bool {
        !matches!(self, Self::Journalist | Self::Anyone)
    }

    /// Acts for another, and must show by what right.
    pub const fn needs_authority(self) -> bool {
        matches!(self, Self::Representative)
    }
}

codes! {
    /// How it was made sure who asks.
    IdentityCheck {
        MitId = "mitid",
        DigitalPost = "digital_post",
        InPerson = "in_person",
        KnownFromCase = "known_from_case",
        CallBack = "call_back",
        /// Anyone may ask without saying who she is.
        NotNeeded = "not_needed",
    }
}

codes! {
    ReceivedHow {
        DigitalPost = "digital_post",
        Mail = "mail",
        Letter = "letter",
        Phone = "phone",
        InPerson = "in_person",
        Form = "form",
    }
}

codes! {
    /// The form that is asked for.
    WantedForm {
        /// One file of all acts.
        Bundle = "bundle",
        SeparateFiles = "separate_files",
        Paper = "paper",
        Inspection = "inspection",
        Unsaid = "unsaid",
    }
}
