use chrono::NaiveDate;

use super::derivation::Due;
use crate::case::codes;

codes! {
    /// What must happen when a deadline cannot be kept.
    OverrunDuty {
        /// *Fristbrev*: before it runs out, the ground in this case and the new day.
        LetterBefore = "letter_before",
        /// In writing when it runs out: when a decision comes.
        LetterAtOverrun = "letter_at_overrun",
        /// *Foreløbig vurdering*, and the rest as soon as possible.
        ProvisionalAssessment = "provisional_assessment",
        /// The late report says why it is late.
        ReasonsInReport = "reasons_in_report",
        /// A leader must know at once.
        Escalate = "escalate",
        /// It is measured and published; nothing more follows.
        Measured = "measured",
        /// The right to complain, or what else depended on it, is lost; it may be excused.
        RightLost = "right_lost",
        Nothing = "nothing",
    }
}

impl OverrunDuty {
    pub const fn needs_letter(self) -> bool {
        matches!(
            self,
            OverrunDuty::LetterBefore | OverrunDuty::LetterAtOverrun
        )
    }

    /// Something must be done and noted; to be late without it is a breach of its own.
    pub const fn needs_act(self) -> bool {
        matches!(
            self,
            OverrunDuty::ProvisionalAssessment
                | OverrunDuty::ReasonsInReport
                | OverrunDuty::Escalate
        )
    }

    pub(crate) const fn is_the_authoritys(self) -> bool {
        self.needs_letter() || self.needs_act() || matches!(self, OverrunDuty::Measured)
    }
}

/// *Fristbrev*, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelayLetter {
    pub sent: NaiveDate,
    /// Why it takes longer in this case. A general word about workload is no ground.
    pub ground: String,
    pub new_day: NaiveDate,
}

codes! {
    /// What a letter lacks before it can be sent.
    LetterProblem {
        GroundMissing = "ground_missing",
        /// So few words cannot say what it is about this case.
        GroundTooShort = "ground_too_short",
        NewDayMissing = "new_day_missing",
        /// The new day lies no later than the one that is not kept.
        NewDayNotLater = "new_day_not_later",
        NewDayInThePast = "new_day_in_the_past",
        /// The municipality is closed on that day: nobody can decide.
        NewDayClosed = "new_day_closed",
        /// It can still be sent, but the duty was to send it earlier.
        TooLate = "too_late",
    }
}

impl LetterProblem {
    /// A letter that comes late is better than none.
    pub const fn stops_the_letter(self) -> bool {
        !matches!(self, LetterProblem::TooLate)
    }
}

impl DelayLetter {
    /// What a draft lacks, all at once. `promised` is the day that cannot be kept: the limit, or what the last
    /// letter said.
    pub fn problems(
        ground: &str,
        new_day: Option<NaiveDate>,
        promised: Due,
        today: NaiveDate,
        is_open: impl Fn(NaiveDate) -> bool,
    ) -> Vec<LetterProblem> {
        let mut problems = Vec::new();
        let words = ground.split_whitespace().count();
        match words {
            0 => problems.push(LetterProblem::GroundMissing),
            1..=3 => problems.push(LetterProblem::GroundTooShort),
            _ => {}
        }
        match new_day {
            None => problems.push(LetterProblem::NewDayMissing),
            Some(day) => {
                if promised.day().is_some_and(|promised| day <= promised) {
                    problems.push(LetterProblem::NewDayNotLater);
                }
                if day < today {
                    problems.push(LetterProblem::NewDayInThePast);
                }
                if !is_open(day) {
                    problems.push(LetterProblem::NewDayClosed);
                }
            }
        }
        if promised.day().is_some_and(|promised| promised < today) {
            problems.push(LetterProblem::TooLate);
        }
        problems
    }
}
