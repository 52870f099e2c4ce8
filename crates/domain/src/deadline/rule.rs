use chrono::NaiveDate;

use super::duty::OverrunDuty;
use super::length::{Length, Unit};
use super::rule_book::Contradiction;
use crate::Name;
use crate::calendar::{CalendarMode, Counting, DayKind};
use crate::case::codes;
use crate::deadline::StopGround;

/// One version of a rule about a deadline, as law, guidance or the municipality set it for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub id: String,
    pub area: Area,
    pub name: Name,
    /// Where it stands, as a Danish letter cites it.
    pub paragraph: String,
    pub binds: Binds,
    pub starts_at: StartEvent,
    pub first_day: FirstDay,
    pub limit: Limit,
    pub mode: CalendarMode,
    pub when_closed: WhenClosed,
    /// The clock runs only while this holds.
    pub runs_while: Option<Condition>,
    /// On what grounds the clock may be stopped. Where the law knows none, none.
    pub stops: Vec<StopGround>,
    pub extension: Option<ExtensionRule>,
    /// How often it must be done within the limit; once, mostly.
    pub times: u32,
    /// How long before the end a person is warned.
    pub warnings: Vec<Length>,
    pub overrun: OverrunDuty,
    pub law_of: LawOf,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub source: String,
    pub confidence: Confidence,
    pub verified: Verified,
    /// What whoever sees the date should know.
    pub note: Option<Name>,
    pub origin: Origin,
}

codes! {
    Area {
        Access = "access",
        Complaint = "complaint",
        Hearing = "hearing",
        Casework = "casework",
        Children = "children",
        Adults = "adults",
        Health = "health",
        Building = "building",
        Planning = "planning",
        Employment = "employment",
        Reimbursement = "reimbursement",
        DataProtection = "data_protection",
    }
}

codes! {
    /// Who must act in time.
    Binds {
        Authority = "authority",
        Citizen = "citizen",
    }
}

codes! {
    /// What sets the clock going.
    StartEvent {
        RequestReceived = "request_received",
        ComplaintReceived = "complaint_received",
        ApplicationReceived = "application_received",
        ReportReceived = "report_received",
        AwareOfNeed = "aware_of_need",
        DecisionMade = "decision_made",
        DecisionArrived = "decision_arrived",
        LetterPosted = "letter_posted",
        SupportBegan = "support_began",
        PlacementBegan = "placement_began",
        Birth = "birth",
        HearingSent = "hearing_sent",
        BreachKnown = "breach_known",
        FirstDayOfAbsence = "first_day_of_absence",
        AbsenceReportedEarly = "absence_reported_early",
        PaidMoreThanLimit = "paid_more_than_limit",
        BenefitsBegan = "benefits_began",
        ContactBegan = "contact_began",
        Death = "death",
    }
}

codes! {
    /// Whether the day of the event is day 0, as is usual, or day 1 (*fra og med*).
    FirstDay {
        NotCounted = "not_counted",
        Counted = "counted",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    Fixed(Length),
    /// The law asks for a day and leaves it to the municipality or the caseworker, within these bounds.
    Chosen {
        least: Option<Length>,
        most: Option<Length>,
    },
    /// The last day of the month the event fell in.
    EndOfMonth,
    /// *Snarest*: a day may be set as a target, and none is law.
    Soon,
}

codes! {
    /// What becomes of a limit in days, weeks or months that ends on a closed day.
    WhenClosed {
        Stays = "stays",
        MovesForward = "moves_forward",
    }
}

codes! {
    Condition {
        /// *Fuldt oplyst*: the municipality has all it needs from the applicant.
        FullyInformed = "fully_informed",
        OnBenefits = "on_benefits",
    }
}

impl Condition {
    pub const fn holds_from_the_start(self) -> bool {
        matches!(self, Condition::OnBenefits)
    }
}

/// The law lets the authority take longer, if the citizen is told before the limit runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExtensionRule {
    /// None where no bound is set.
    pub most: Option<Length>,
    pub times: u32,
}

codes! {
    /// Which day decides what version of a rule is used.
    LawOf {
        StartDay = "start_day",
        DecisionDay = "decision_day",
    }
}

codes! {
    /// How sure we are that the rule says what the law says.
    Confidence {
        /// Wording or substance seen in a reproduction of the law or in guidance on it.
        Seen = "C",
        SecondHand = "C~",
        Remembered = "M",
        Uncertain = "U",
    }
}

impl Confidence {
    /// Else the date carries *ikke verificeret*.
    pub const fn is_verified(self) -> bool {
        matches!(self, Confidence::Seen)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub on: NaiveDate,
    pub by: String,
}

codes! {
    Origin {
        Shipped = "shipped",
        Municipality = "municipality",
    }
}

impl Rule {
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day <= to)
    }

    /// How the rule's own unit is counted; open and closed days alike where that is None.
    pub fn counting(&self, unit: Unit) -> Option<Counting> {
        unit.counted().map(|days| Counting {
            days,
            mode: self.mode,
        })
    }

    /// The days a limit must not end on.
    pub(crate) const fn open_days(&self) -> Counting {
        Counting {
            days: DayKind::WorkingDays,
            mode: self.mode,
        }
    }

    pub const fn is_in_hours(&self) -> bool {
        matches!(
            self.limit,
            Limit::Fixed(Length {
                unit: Unit::Hours,
                ..
            })
        )
    }

    /// Where the rule speaks against itself, field by field.
    pub fn contradictions(&self) -> Vec<(&'static str, Contradiction)> {
        let mut found = Vec::new();
        let mut note = |is: bool, field, contradiction| {
            if is {
                found.push((field, contradiction));
            }
        };
        note(
            self.valid_to.is_some_and(|to| to < self.valid_from),
            "valid_to",
            Contradiction::EndsBeforeItBegins,
        );
        let (least, most) = match self.limit {
            Limit::Fixed(length) => (Some(length), Some(length)),
            Limit::Chosen { least, most } => (least, most),
            Limit::Soon | Limit::EndOfMonth => (None, None),
        };
        for (field, length) in [("least", least), ("most", most)] {
            let field = match self.limit {
                Limit::Fixed(_) => "length",
                _ => field,
            };
            let hours = length.is_some_and(|length| length.unit == Unit::Hours);
            note(
                hours && !self.is_in_hours(),
                field,
                Contradiction::HoursAndDays,
            );
        }
        if let (Some(least), Some(most)) = (least, most) {
            let above = least.hours(true) > most.hours(false);
            note(above, "least", Contradiction::LeastAboveMost);
        }
        let counts_open_days =
            matches!(self.limit, Limit::Fixed(length) if length.unit.counted().is_some());
        note(
            self.when_closed == WhenClosed::MovesForward
                && (counts_open_days || self.is_in_hours() || self.limit == Limit::Soon),
            "when_closed",
            Contradiction::CannotFallOnClosedDay,
        );
        note(
            self.binds == Binds::Citizen && self.mode == CalendarMode::Strict,
            "mode",
            Contradiction::StrictAgainstCitizen,
        );
        note(
            self.binds == Binds::Citizen && self.overrun.is_the_authoritys(),
            "overrun",
            Contradiction::CitizenCannotOweIt,
        );
        for warning in &self.warnings {
            let mixed = (warning.unit == Unit::Hours) != self.is_in_hours() && warning.amount > 0;
            note(mixed, "warn", Contradiction::HoursAndDays);
            let too_early = most.is_some_and(|most| warning.hours(true) >= most.hours(false));
            note(too_early, "warn", Contradiction::WarnsBeforeItStarts);
        }
        if let Some(ExtensionRule {
            most: Some(most), ..
        }) = self.extension
        {
            let mixed = (most.unit == Unit::Hours) != self.is_in_hours();
            note(mixed, "extension", Contradiction::HoursAndDays);
        }
        note(
            self.runs_while.is_some() && self.stops.is_empty(),
            "stops",
            Contradiction::ConditionCannotEnd,
        );
        note(
            self.runs_while.is_some() && !matches!(self.limit, Limit::Fixed(_)),
            "runs_while",
            Contradiction::NothingToMeasure,
        );
        if self.limit == Limit::Soon {
            for (is, field) in [
                (self.extension.is_some(), "extension"),
                (!self.stops.is_empty(), "stops"),
                (self.times > 1, "times"),
            ] {
                note(is, field, Contradiction::NothingToMeasure);
            }
        }
        note(
            self.times > 1 && self.is_in_hours(),
            "times",
            Contradiction::HoursAndDays,
        );
        note(
            self.first_day == FirstDay::Counted && self.is_in_hours(),
            "first_day",
            Contradiction::HoursAndDays,
        );
        found
    }
}
