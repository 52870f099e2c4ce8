use chrono::NaiveDate;
use sagsbord_contract::{TaskAssignee as Told, TaskRow};
use sagsbord_domain::task::TaskState;
use sagsbord_store::{TaskAssignee, TaskLine};

pub(crate) fn task_row(line: TaskLine, today: NaiveDate) -> TaskRow {
    let is_open = line.state != TaskState::Done;
    TaskRow {
        id: line.id.to_string(),
        is_late: is_open && line.due.is_some_and(|due| due < today),
        is_to_follow_up: line.state == TaskState::Waiting
            && line.follow_up.is_some_and(|day| day <= today),
        title: line.title,
        state: line.state.into(),
        due: line.due.map(|day| day.to_string()),
        assignee: told(line.assignee),
        assignee_name: line.assignee_name,
        created_by: line.created_by,
        waiting_for: line.waiting_for,
        follow_up: line.follow_up.map(|day| day.to_string()),
        case_id: line.case.map(|id| id.to_string()),
        case_number: line.case_number,
        case_title: line.case_title,
        citizen: line.citizen,
        document_id: line.document.map(|id| id.to_string()),
        sensitivity: line.sensitivity.into(),
        checks: line.checks,
        ticked: line.ticked,
        comments: line.comments,
        version: line.version,
    }
}

fn told(assignee: TaskAssignee) -> Told {
    match assignee {
        TaskAssignee::Nobody => Told::Nobody,
        TaskAssignee::Employee(id) => Told::Employee { id: id.to_string() },
        TaskAssignee::Team(id) => Told::Team { id: id.to_string() },
    }
}
