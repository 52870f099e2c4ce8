use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Sensitivity;

/// One screenful of *Frister*, and the filters that its counts and groups share.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListDeadlines {
    pub whose: DeadlineWhose,
    /// Of whosoever, only those of this unit and the units below it.
    pub unit_id: Option<String>,
    /// With `whose: person`.
    pub employee_id: Option<String>,
    pub state: Option<DeadlineState>,
    /// Words of the case: its title, number, subject, citizen.
    pub text: String,
    /// Ids of rules; none for all.
    pub rules: Vec<String>,
    pub source: Option<String>,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineWhose {
    #[default]
    Mine,
    Person,
    Nobodys,
    Everybodys,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlinePage {
    pub rows: Vec<DeadlineRow>,
    pub total: u32,
    /// True when counting stopped early: show "mere end N".
    pub total_is_at_least: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineCounts {
    pub late: u32,
    pub today: u32,
    pub this_week: u32,
    pub later: u32,
    pub stopped: u32,
    pub no_day: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GroupDeadlines {
    pub list: ListDeadlines,
    pub by: DeadlineGrouping,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineGrouping {
    Rule,
    Source,
    Responsible,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineGroups {
    pub rows: Vec<DeadlineGroup>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineGroup {
    /// The rule's id, the source, or the employee's id; none for cases that nobody has.
    pub key: Option<String>,
    /// The employee's name.
    pub name: Option<String>,
    pub counts: DeadlineCounts,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportDeadlines {
    /// Offset and limit do not matter: the whole list is taken.
    pub list: ListDeadlines,
    pub format: ExportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Csv,
    Xlsx,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    pub name: String,
    pub base64: String,
    pub rows: u32,
    /// The list was longer than a file takes.
    pub is_cut: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineRow {
    pub id: String,
    /// Its name stands among the rules.
    pub rule: String,
    pub about: String,
    /// *Delafgørelse*: a part of a request with a deadline of its own.
    pub is_part: bool,
    /// `YYYY-MM-DD`.
    pub started: String,
    pub state: DeadlineState,
    /// `YYYY-MM-DD`, in Denmark; none while it stands still or where the law says *snarest*.
    pub due: Option<String>,
    /// `HH:MM` in Denmark, where it runs out at an hour.
    pub due_time: Option<String>,
    /// The day the citizen was told.
    pub told: Option<String>,
    pub is_late: bool,
    pub breach: DeadlineBreach,
    pub case_id: String,
    pub case_number: String,
    pub case_title: String,
    pub sensitivity: Sensitivity,
    pub citizen: Option<String>,
    pub responsible: Option<String>,
    pub unit: String,
    pub source: String,
}

/// Where a deadline stands, in the order a person looks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    Late,
    Today,
    /// No later than the coming Sunday.
    ThisWeek,
    Later,
    Stopped,
    /// *Snarest*, and nobody has set a day.
    NoDay,
    CompletedInTime,
    CompletedLate,
}

/// What something from a data file is called, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    pub da: String,
    pub en: String,
}

/// The rules in force, and the words of the law's data files that the screens need.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineRules {
    pub rows: Vec<DeadlineRule>,
    /// Under `ground.identity_in_doubt`, `problem.in_future`, `duty.letter_before` and so on.
    pub words: Vec<DeadlineWord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineWord {
    pub key: String,
    pub said: Named,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineRule {
    pub id: String,
    pub area: String,
    pub name: Named,
    /// As a Danish letter cites it.
    pub paragraph: String,
    /// What sets the clock going: a word under `start`.
    pub starts_at: String,
    /// It runs by the hour: the start needs the time of day.
    pub in_hours: bool,
    /// `7 arbejdsdage`; none where the law sets no length.
    pub length: Option<Named>,
    /// Somebody must set the day.
    pub needs_chosen: bool,
    /// Somebody may set a day.
    pub may_choose: bool,
    /// The grounds that stop the clock: words under `ground`.
    pub stops: Vec<String>,
    pub may_extend: bool,
    /// The most it can be extended by at a time, where the law says so.
    pub longest_extension: Option<Named>,
    /// A word under `duty`.
    pub overrun: String,
    pub source: String,
    /// `C`, `C~`, `M`, `U`.
    pub confidence: String,
    /// False below `C`: beside its date stands that nobody has verified it.
    pub is_verified: bool,
    pub verified_on: String,
    pub verified_by: String,
    pub valid_from: String,
    pub valid_to: Option<String>,
    pub note: Option<Named>,
    pub is_the_municipalitys: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseDeadlines {
    pub rows: Vec<CaseDeadline>,
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseDeadline {
    pub row: DeadlineRow,
    /// The deadline it is a part of.
    pub part_of: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowDeadline {
    pub id: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineDetail {
    pub row: DeadlineRow,
    pub rule: DeadlineRule,
    pub explained: ExplainedDeadline,
    pub log: Vec<DeadlineLogRow>,
    pub breach: DeadlineBreach,
    /// The day that the law and calendar in force give, where another is kept.
    pub would_be: Option<String>,
    pub parts: Vec<DeadlineRow>,
    /// The deadline it is a part of.
    pub part_of: Option<String>,
    /// Send it back with a change, so that nobody overwrites what somebody else did in between.
    pub version: u32,
    pub may_change: bool,
}

/// How a day came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExplainedDeadline {
    pub due: Option<String>,
    pub due_time: Option<String>,
    /// The last day the office is open in time, where that is another day.
    pub target: Option<String>,
    /// Where something must be done several times: about when.
    pub milestones: Vec<String>,
    /// For the case file, in whole sentences.
    pub text: Named,
    /// Every day from the start to the end; none where that is too long for a picture.
    pub days: Vec<ExplainedDay>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExplainedDay {
    pub day: String,
    pub kind: ExplainedDayKind,
    /// Which of the days that count it is.
    pub number: Option<u32>,
    /// Why it does not count; none for a weekend.
    pub named: Option<Named>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExplainedDayKind {
    Start,
    Counted,
    Skipped,
    /// The clock stands.
    Stopped,
    Due,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineLogRow {
    pub number: u32,
    /// UTC.
    pub at: String,
    pub by: String,
    pub kind: DeadlineChangeKind,
    /// From when it holds.
    pub from: Option<String>,
    pub from_time: Option<String>,
    /// A word under `ground`.
    pub ground: Option<String>,
    pub length: Option<Named>,
    /// The day it leads to, or that was told.
    pub to: Option<String>,
    pub undoes: Option<u32>,
    pub is_undone: bool,
    pub why: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineChangeKind {
    Stopped,
    Restarted,
    Extended,
    LetterSent,
    DutyMet,
    Told,
    Moved,
    Completed,
    Undone,
}

/// What the overrun of a deadline asks for, and whether it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DeadlineBreach {
    None,
    /// If it will not be decided in time, the letter must go out no later than this day.
    LetterBy {
        day: String,
    },
    /// The citizen was told in time that it would be later.
    ToldUntil {
        day: String,
    },
    /// Late, and no duty follows, or it was met.
    Late,
    /// A duty was not met: a word under `breach`.
    OfDuty {
        since: String,
        why: String,
    },
}

/// One's own deadlines for a calendar outside the program, as iCalendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalendarFile {
    pub name: String,
    pub deadlines: u32,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddDeadline {
    pub case_id: String,
    pub rule: String,
    /// `YYYY-MM-DD`, or as Danes write it.
    pub start: String,
    /// `HH:MM`, where the rule runs by the hour.
    pub start_time: Option<String>,
    /// The day that somebody sets, where the law sets none.
    pub chosen: Option<String>,
    /// What it is about, where a case has several of a kind.
    pub about: String,
    /// *Delafgørelse*: the deadline this is a part of; it begins when that began.
    pub part_of: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeDeadline {
    pub id: String,
    pub version: u32,
    pub change: DeadlineChange,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum DeadlineChange {
    Stop {
        from: String,
        from_time: Option<String>,
        ground: String,
        why: String,
    },
    Restart {
        from: String,
        from_time: Option<String>,
        why: String,
    },
    /// By a length or to a day.
    Extend {
        amount: Option<u32>,
        unit: Option<String>,
        to: Option<String>,
        told: String,
        why: String,
    },
    SendLetter {
        sent: String,
        ground: String,
        new_day: String,
    },
    MeetDuty {
        on: String,
        why: String,
    },
    /// The citizen was told the day that is kept.
    Tell {
        on: String,
    },
    /// To the day that the law and calendar in force give.
    Move {
        why: String,
    },
    Complete {
        at: String,
        at_time: Option<String>,
    },
    Undo {
        entry: u32,
        why: String,
    },
}
