use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Named, Sensitivity};

/// One screenful of *Opgaver*, and the filters that its counts share.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ListTasks {
    pub whose: TaskWhose,
    /// With `whose: case`.
    pub case_id: Option<String>,
    pub state: TaskShown,
    pub span: Option<TaskSpan>,
    /// Words of the task's title or text.
    pub text: String,
    pub sort: TaskSort,
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskWhose {
    #[default]
    Mine,
    /// Given to a team that the person was given a right in; where no right names one, to her own unit's.
    MyTeams,
    CreatedByMe,
    Case,
    AllInReach,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskShown {
    /// Open and waiting.
    #[default]
    NotDone,
    Open,
    /// The day to ask again first.
    Waiting,
    /// What was done last first.
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskSpan {
    Late,
    Today,
    /// The seven days after today.
    Soon,
    Later,
    NoDay,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskSort {
    #[default]
    DueFirst,
    NewestFirst,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    Open,
    Waiting,
    Done,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskPage {
    pub rows: Vec<TaskRow>,
    pub total: u32,
    /// True when counting stopped early: show "mere end N".
    pub total_is_at_least: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskRow {
    pub id: String,
    pub title: String,
    pub state: TaskState,
    /// `YYYY-MM-DD`.
    pub due: Option<String>,
    pub is_late: bool,
    pub assignee: TaskAssignee,
    /// The person's or the team's.
    pub assignee_name: Option<String>,
    pub created_by: String,
    pub waiting_for: Option<String>,
    pub follow_up: Option<String>,
    /// It waits, and the day to ask again has come.
    pub is_to_follow_up: bool,
    pub case_id: Option<String>,
    pub case_number: Option<String>,
    pub case_title: Option<String>,
    pub citizen: Option<String>,
    pub document_id: Option<String>,
    pub sensitivity: Sensitivity,
    pub checks: u32,
    pub ticked: u32,
    pub comments: u32,
    pub version: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskCounts {
    pub late: u32,
    pub today: u32,
    pub soon: u32,
    pub later: u32,
    pub no_day: u32,
    /// In whichever span.
    pub waiting: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowTask {
    pub id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskDetail {
    pub row: TaskRow,
    pub text: String,
    pub created_at: String,
    pub document_title: Option<String>,
    pub due_how: Option<TaskDueHow>,
    pub checklist: Vec<TaskCheckRow>,
    /// The oldest first.
    pub comments: Vec<TaskCommentRow>,
    /// The newest first.
    pub log: Vec<TaskLogRow>,
    pub version: u32,
    pub may_change: bool,
}

/// How a day came about that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskDueHow {
    pub amount: u32,
    pub unit: TaskDueUnit,
    pub side: TaskDueSide,
    pub from: TaskDueFrom,
    pub from_day: String,
    /// Days on the way that did not count, the first of them.
    pub closed: Vec<TaskClosedDay>,
    pub closed_in_all: u32,
    /// The count ended on this day, which nobody works.
    pub ended_on: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskClosedDay {
    pub day: String,
    /// None for a weekend.
    pub name: Option<Named>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskCheckRow {
    pub number: u32,
    pub text: String,
    pub ticked_at: Option<String>,
    pub ticked_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskCommentRow {
    pub number: u32,
    pub at: String,
    pub by: String,
    pub text: String,
}

/// What was done, in words that the screens have a sentence for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskLogRow {
    pub at: String,
    pub by: String,
    pub kind: TaskLogKind,
    pub was: Option<String>,
    pub became: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskLogKind {
    Created,
    Assigned,
    DueSet,
    Waits,
    Resumed,
    Done,
    Undone,
    Ticked,
    Unticked,
    Retitled,
    CheckAdded,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TaskAssignee {
    #[default]
    Nobody,
    Employee {
        id: String,
    },
    Team {
        id: String,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum TaskDue {
    #[default]
    None,
    Day {
        day: String,
    },
    Counted {
        amount: u32,
        unit: TaskDueUnit,
        side: TaskDueSide,
        from: TaskDueFrom,
        /// With `from: day`.
        day: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskDueUnit {
    WorkingDays,
    CalendarDays,
    Weeks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskDueSide {
    Before,
    After,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskDueFrom {
    Today,
    Day,
    CaseOpened,
    CaseDue,
    /// The soonest of the case's open deadlines.
    Deadline,
    Document,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CreateTask {
    pub title: String,
    pub text: String,
    pub case_id: Option<String>,
    /// A document of that case.
    pub document_id: Option<String>,
    pub assignee: TaskAssignee,
    pub due: TaskDue,
    pub checklist: Vec<String>,
}

/// What a day would be, before there is a task.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewTaskDue {
    pub case_id: Option<String>,
    pub document_id: Option<String>,
    pub due: TaskDue,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewedTaskDue {
    pub day: Option<String>,
    pub how: Option<TaskDueHow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeTask {
    pub id: String,
    pub version: u32,
    pub change: TaskChange,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
pub enum TaskChange {
    Assign {
        to: TaskAssignee,
    },
    SetDue {
        due: TaskDue,
    },
    Wait {
        waiting_for: String,
        follow_up: Option<String>,
    },
    Resume,
    Complete,
    /// It was not done after all.
    Undo,
    Tick {
        number: u32,
    },
    Untick {
        number: u32,
    },
    Retitle {
        title: String,
        text: String,
    },
    AddCheck {
        text: String,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommentTask {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssignTasks {
    /// At most 500.
    pub ids: Vec<String>,
    pub to: TaskAssignee,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssignedTasks {
    pub assigned: u32,
    /// Done already, given to the same before, or on a case that whoever was to have it does not see.
    pub left: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskTemplates {
    pub rows: Vec<TaskTemplate>,
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskTemplate {
    pub id: String,
    /// 0 for one that ships with the program and that nobody changed.
    pub version: u32,
    pub task: TaskOfTemplate,
}

/// What a task made from the template begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TaskOfTemplate {
    pub title: String,
    pub text: String,
    pub checklist: Vec<String>,
    /// Never a day of its own.
    pub due: TaskDue,
    pub assignee: TemplateAssignee,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TemplateAssignee {
    /// Whoever makes the task.
    Me,
    /// Whoever is responsible for the case.
    Responsible,
    Team {
        id: String,
    },
    Nobody,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveTaskTemplate {
    /// One that exists gets a new version.
    pub id: Option<String>,
    pub version: u32,
    pub task: TaskOfTemplate,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetireTaskTemplate {
    pub id: String,
    pub version: u32,
}
