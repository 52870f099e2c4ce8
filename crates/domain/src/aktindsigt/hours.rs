use crate::case::codes;

codes! {
    TimeKind {
        /// Finding the documents.
        Search = "search",
        /// Reading and weighing them.
        Review = "review",
        /// What is thought to be left; the newest counts.
        Estimate = "estimate",
    }
}

/// The work on a request, in minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hours {
    pub search: u32,
    pub review: u32,
    /// What the newest estimate says is left.
    pub left: u32,
}

impl Hours {
    pub fn spent(self) -> u32 {
        self.search.saturating_add(self.review)
    }

    pub fn expected(self) -> u32 {
        self.spent().saturating_add(self.left)
    }

    /// Whether the whole of it is more than the hours that may be asked of an authority.
    pub fn exceeds(self, hours: u32) -> bool {
        self.expected() > hours.saturating_mul(60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_passed_by_what_was_spent_with_what_is_left() {
        let check = |search, review, left, expected: bool| {
            let hours = Hours {
                search,
                review,
                left,
            };
            assert_eq!(hours.exceeds(25), expected, "{hours:?}");
        };
        check(0, 0, 0, false);
        check(600, 900, 0, false);
        check(600, 900, 1, true);
        check(0, 0, 1_501, true);
        check(u32::MAX, u32::MAX, u32::MAX, true);
    }
}
