use super::AktindsigtState;
use super::state::StateFault;
use crate::case::codes;

codes! {
    /// What stands in the way of giving what was decided.
    ObstacleKind {
        Closed = "closed",
        /// The data protection officer has stopped it, and nobody has answered.
        Stopped = "stopped",
        /// A part of the list is out of the reach of the one who sends it.
        NotWholeList = "not_whole_list",
        RegimesMissing = "regimes_missing",
        /// Nobody has made sure who asks.
        NotIdentified = "not_identified",
        Undecided = "undecided",
        /// Everything decided was answered before.
        NothingNew = "nothing_new",
        /// By the law of today the decision does not hold.
        DoesNotHold = "does_not_hold",
        NotBefore = "not_before",
        /// Its bytes are not those that were decided about.
        Changed = "changed",
        Gone = "gone",
        /// Only its metadata is here.
        NotHere = "not_here",
        NotRead = "not_read",
        /// No pages could be made of it: it is withheld, or taken out.
        NotPages = "not_pages",
        PartlyWithoutMarks = "partly_without_marks",
        GivenWithMarks = "given_with_marks",
        MarkWithoutBasis = "mark_without_basis",
        /// The rules of the document do not know the basis of a mark.
        MarkBasis = "mark_basis",
        /// It was placed on other bytes than those that are given.
        StaleMarks = "stale_marks",
        MarkOutside = "mark_outside",
        TitleStops = "title_stops",
        /// Title, sender or recipient says what is covered.
        TitleBetrays = "title_betrays",
        /// What the check before the letter found, and nobody has answered for.
        OpenDoubts = "open_doubts",
        LetterMissing = "letter_missing",
        LetterUnfinished = "letter_unfinished",
        /// Something was decided since it was written.
        LetterBehind = "letter_behind",
        LetterStops = "letter_stops",
        LetterBetrays = "letter_betrays",
    }
}

impl ObstacleKind {
    /// A person who has seen it may go on: what the quality check says of the letter is a question, not an answer.
    pub const fn may_be_accepted(self) -> bool {
        matches!(self, Self::LetterStops | Self::LetterBetrays)
    }
}

codes! {
    /// How what is given comes to whoever asked.
    ReleaseWay {
        /// Into a folder that a person chose.
        File = "file",
        Printed = "printed",
        DigitalPost = "digital_post",
        /// For those exempt from Digital Post, and for those who are to have it otherwise.
        Other = "other",
    }
}

impl AktindsigtState {
    /// While it is looked at by somebody else.
    pub const fn sent_to_approval(self) -> Result<Self, StateFault> {
        match self.is_open() {
            true => Ok(Self::AwaitingApproval),
            false => Err(StateFault::Closed),
        }
    }

    /// When it comes back: to where it was.
    pub const fn returned(self, was_given_before: bool) -> Result<Self, StateFault> {
        match (self, was_given_before) {
            (Self::AwaitingApproval, true) => Ok(Self::ReleasedInPart),
            (Self::AwaitingApproval, false) => Ok(Self::Reviewing),
            _ => Err(StateFault::NotHere),
        }
    }

    pub const fn given(self, is_part: bool) -> Result<Self, StateFault> {
        match (self, is_part) {
            (Self::AwaitingApproval, true) => Ok(Self::ReleasedInPart),
            (Self::AwaitingApproval, false) => Ok(Self::Released),
            _ => Err(StateFault::NotHere),
        }
    }
}

/// Letters and digits only, small: spaces and hyphens hide nothing.
pub fn bare(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Shorter texts stand in too many words by chance.
const SHORTEST: usize = 4;

/// Those of the covered texts that a shown one holds. `covered` and `shown` are bare.
pub fn betrays<'a>(shown: &str, covered: impl Iterator<Item = &'a str>) -> usize {
    covered
        .filter(|text| text.chars().count() >= SHORTEST && shown.contains(text))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use AktindsigtState as S;

    #[test]
    fn a_request_is_approved_before_it_is_given_and_goes_back_to_where_it_was() {
        for state in S::ALL.iter().copied() {
            let sent = state.sent_to_approval();
            assert_eq!(sent.is_ok(), state.is_open(), "{state:?}");
            let waits = state == S::AwaitingApproval;
            for yes in [true, false] {
                assert_eq!(state.returned(yes).is_ok(), waits, "{state:?}");
                assert_eq!(state.given(yes).is_ok(), waits, "{state:?}");
            }
        }
        assert_eq!(S::AwaitingApproval.given(true), Ok(S::ReleasedInPart));
        assert_eq!(S::AwaitingApproval.given(false), Ok(S::Released));
        assert_eq!(S::AwaitingApproval.returned(true), Ok(S::ReleasedInPart));
        assert_eq!(S::AwaitingApproval.returned(false), Ok(S::Reviewing));
    }

    #[test]
    fn a_covered_text_is_seen_through_spaces_hyphens_and_case() {
        let check = |shown: &str, covered: &str, expected: usize| {
            let covered = bare(covered);
            let found = betrays(&bare(shown), std::iter::once(covered.as_str()));
            assert_eq!(found, expected, "{shown} {covered}");
        };
        check("Brev fra Karen  Lund", "karen lund", 1);
        check("Nr. 010250 - 1112", "010250-1112", 1);
        check("Brev fra kommunen", "Karen Lund", 0);
        check("Boligsag", "Bo", 0);
        check("Boligsag", "", 0);
    }
}
