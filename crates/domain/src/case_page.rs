use crate::case::codes;

codes! {
    /// What can be changed of a case of ours.
    CaseField {
        Created = "created",
        Title = "title",
        Status = "status",
        Unit = "unit",
        Team = "team",
        Responsible = "responsible",
        Sensitivity = "sensitivity",
        Due = "due",
        Kle = "kle",
        /// Somebody came, went, or is something else to the case now.
        Party = "party",
    }
}

codes! {
    /// What one case is to another.
    CaseRelationKind {
        /// It comes after the other, which is then over.
        Follows = "follows",
        PartOf = "part_of",
        /// Both are about the same matter; neither is before the other.
        SameMatter = "same_matter",
    }
}

codes! {
    /// From where somebody came to a case: written in the log beside the look.
    LookedFrom {
        Search = "search",
        MyDay = "my_day",
        Deadline = "deadline",
        Task = "task",
        Citizen = "citizen",
        Link = "link",
        Index = "index",
        AccessRequest = "aktindsigt",
    }
}
