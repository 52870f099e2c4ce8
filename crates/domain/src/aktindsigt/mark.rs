use crate::case::codes;

codes! {
    /// How a mark came to be where it is.
    MarkKind {
        /// On what the quality check found.
        Finding = "finding",
        /// On words that a person chose.
        Text = "text",
        Area = "area",
        Page = "page",
        Document = "document",
        /// On words of the title that the list and the letter bear.
        Title = "title",
    }
}

impl MarkKind {
    /// Whether it is about one page: the others are about a document as a whole.
    pub const fn is_on_a_page(self) -> bool {
        !matches!(self, Self::Document | Self::Title)
    }
}

codes! {
    MarkDecision {
        Cover = "cover",
        /// It was looked at and stays open.
        Keep = "keep",
    }
}
