use sagsbord_domain::deadline::{Length, Unit};
use sagsbord_domain::task::{DueFrom, DueRule, DueSide, TaskState, count_due};
use sagsbord_domain::{TaskId, danish_day};
use sagsbord_store::{
    KeptTask, StoreError, TaskAssignee, TaskCheck, TaskDueHow, TaskEntry, Writer,
};

use super::{Office, Who};
use crate::municipality::{Stream, id};

#[derive(Debug, Clone, Copy)]
struct DemoTask {
    title: &'static str,
    text: &'static str,
    made_by: Who,
    has: Who,
    made: i32,
    due: When,
    about: About,
    state: State,
    /// A row that begins with `x` is ticked.
    checklist: &'static [&'static str],
    comments: &'static [(Who, &'static str)],
}

/// In working days from today.
#[derive(Debug, Clone, Copy)]
enum When {
    Never,
    On(i32),
    /// So many working days after the task was made, and it says so.
    Counted(u32),
}

#[derive(Debug, Clone, Copy)]
enum About {
    Nothing,
    /// The caseworker's case at this place.
    Case(usize),
}

#[derive(Debug, Clone, Copy)]
enum State {
    Open,
    Waits(&'static str, Option<i32>),
    /// So many working days ago.
    Done(i32),
}

const BLANK: DemoTask = DemoTask {
    title: "",
    text: "",
    made_by: Who::Caseworker,
    has: Who::Caseworker,
    made: 4,
    due: When::Never,
    about: About::Nothing,
    state: State::Open,
    checklist: &[],
    comments: &[],
};

const TASKS: &[DemoTask] = &[
    // Late.
    DemoTask {
        title: "Send partshøring",
        text: "Borgeren skal se de nye oplysninger, før der træffes afgørelse.",
        made: 9,
        due: When::On(-3),
        about: About::Case(2),
        checklist: &[
            "xOplysningerne er samlet",
            "Fristen for svar er sat",
            "Brevet er sendt",
        ],
        ..BLANK
    },
    DemoTask {
        title: "Svar på henvendelse fra pårørende",
        made_by: Who::TeamLead,
        made: 6,
        due: When::On(-1),
        about: About::Case(7),
        comments: &[
            (
                Who::TeamLead,
                "De har ringet to gange. Husk, at der skal være en fuldmagt.",
            ),
            (Who::Caseworker, "Fuldmagten er bestilt i går."),
        ],
        ..BLANK
    },
    // Today.
    DemoTask {
        title: "Ring til hjemmesygeplejersken om besøgstider",
        made: 2,
        due: When::On(0),
        about: About::Case(4),
        ..BLANK
    },
    DemoTask {
        title: "Skriv referat af visitationsmødet",
        text: "Beslutningerne hører til på sagerne; referatet er til teamet.",
        made: 1,
        due: When::On(0),
        checklist: &["xUdkast", "Sendt til deltagerne"],
        ..BLANK
    },
    // Soon.
    DemoTask {
        title: "Forbered hjemmebesøg",
        made: 3,
        due: When::On(2),
        about: About::Case(11),
        checklist: &[
            "xTidspunktet er aftalt",
            "xSeneste afgørelse er læst",
            "Skema til samtalen er skrevet ud",
            "Pårørende er spurgt, om de vil være med",
        ],
        ..BLANK
    },
    DemoTask {
        title: "Bestil prøve på nødkald",
        made: 1,
        due: When::Counted(5),
        about: About::Case(14),
        ..BLANK
    },
    DemoTask {
        title: "Gennemgå sagen før revurdering",
        made_by: Who::TeamLead,
        made: 2,
        due: When::On(4),
        about: About::Case(19),
        ..BLANK
    },
    // Later, and whenever.
    DemoTask {
        title: "Følg op på, om hjælpen passer",
        text: "Tre måneder efter afgørelsen.",
        made: 10,
        due: When::On(21),
        about: About::Case(23),
        ..BLANK
    },
    DemoTask {
        title: "Ryd op i gamle kladder",
        made: 12,
        ..BLANK
    },
    // Somebody else has the next step.
    DemoTask {
        title: "Indhent oplysninger fra egen læge",
        made: 8,
        due: When::On(6),
        about: About::Case(5),
        state: State::Waits("svar fra lægen", Some(-1)),
        checklist: &[
            "xSamtykke er givet",
            "xOplysningerne er bestilt",
            "Svaret er læst",
        ],
        ..BLANK
    },
    DemoTask {
        title: "Afklar, hvem der kommer om natten",
        made: 5,
        about: About::Case(16),
        state: State::Waits("Hjemmeplejen Nord", Some(3)),
        ..BLANK
    },
    // Done.
    DemoTask {
        title: "Send kvittering for ansøgningen",
        made: 7,
        due: When::On(-5),
        about: About::Case(2),
        state: State::Done(6),
        ..BLANK
    },
    DemoTask {
        title: "Book mødelokale til teamdagen",
        made: 11,
        state: State::Done(8),
        ..BLANK
    },
    DemoTask {
        title: "Læs lægens udtalelse",
        made: 4,
        due: When::On(-2),
        about: About::Case(9),
        state: State::Done(2),
        checklist: &["xLæst", "xLagt på sagen"],
        ..BLANK
    },
    // The team's and the colleague's.
    DemoTask {
        title: "Fordel ugens nye ansøgninger",
        made_by: Who::TeamLead,
        has: Who::Team,
        made: 1,
        due: When::On(1),
        ..BLANK
    },
    DemoTask {
        title: "Ring tilbage om madservice",
        text: "Borgeren vil skifte leveringsdag.",
        made_by: Who::TeamLead,
        has: Who::Team,
        made: 3,
        due: When::On(-1),
        about: About::Case(27),
        ..BLANK
    },
    DemoTask {
        title: "Kontrollér, at beskyttede adresser er dækket i brevet",
        has: Who::Colleague,
        made: 2,
        due: When::On(1),
        about: About::Case(30),
        comments: &[(Who::Caseworker, "Vil du se brevet igennem, før det sendes?")],
        ..BLANK
    },
    DemoTask {
        title: "Tag imod praktikanten",
        made_by: Who::TeamLead,
        has: Who::Colleague,
        made: 5,
        due: When::On(3),
        ..BLANK
    },
    DemoTask {
        title: "Se fordelingen af sager igennem",
        made_by: Who::TeamLead,
        has: Who::TeamLead,
        made: 4,
        due: When::On(0),
        ..BLANK
    },
    DemoTask {
        title: "Find ud af, hvem der afløser i ferien",
        made_by: Who::TeamLead,
        has: Who::Nobody,
        made: 3,
        due: When::On(12),
        ..BLANK
    },
];

pub(super) async fn put(writer: &mut Writer, office: &Office<'_>) -> Result<(), StoreError> {
    for (number, demo) in (0..).zip(TASKS) {
        put_one(writer, office, number, demo).await?;
    }
    Ok(())
}

async fn put_one(
    writer: &mut Writer,
    office: &Office<'_>,
    number: u64,
    demo: &DemoTask,
) -> Result<(), StoreError> {
    let case = match demo.about {
        About::Nothing => None,
        About::Case(place) => match office.case(place) {
            Some(case) => Some(case.id),
            // No case is made for it.
            None => return Ok(()),
        },
    };
    let made_at = office.moment(demo.made, 7 * (number as i64 % 40));
    let made_by = office.person(demo.made_by);
    let (due, due_how) = match demo.due {
        When::Never => (None, None),
        When::On(days) => (Some(office.day(days)), None),
        When::Counted(amount) => {
            let length = Length::new(amount, Unit::WorkingDays);
            let from = danish_day(made_at);
            let counted = count_due(length, DueSide::After, from, office.calendar).ok();
            let rule = DueRule {
                length,
                side: DueSide::After,
                from: DueFrom::Today,
            };
            let day = counted.map(|counted| counted.day);
            (day, day.map(|_| TaskDueHow { rule, from }))
        }
    };
    let assignee = match demo.has {
        Who::Nobody => TaskAssignee::Nobody,
        Who::Team => TaskAssignee::Team(office.team()),
        who => TaskAssignee::Employee(office.person(who)),
    };
    let mut task = KeptTask {
        id: TaskId::new(id(office.seed, Stream::Task, number)),
        title: demo.title.to_owned(),
        text: demo.text.to_owned(),
        case,
        document: None,
        created_by: made_by,
        created_at: made_at,
        assignee,
        due,
        due_how,
        state: TaskState::Open,
        waiting_for: None,
        follow_up: None,
        done: None,
        version: 1,
    };
    writer.add_task(&task).await?;
    let mut entry = TaskEntry {
        at: made_at,
        by: made_by,
        kind: "created".to_owned(),
        was: None,
        became: None,
    };
    writer.add_task_entry(task.id, task.version, &entry).await?;
    let has = office.person(demo.has);
    for (row, text) in (1..).zip(demo.checklist) {
        let (text, is_ticked) = match text.strip_prefix('x') {
            Some(text) => (text, true),
            None => (*text, false),
        };
        let mut check = TaskCheck {
            number: row,
            text: text.to_owned(),
            ticked: None,
        };
        writer.put_task_check(task.id, &check).await?;
        if is_ticked {
            let at = office
                .moment(demo.made - 1, 200 + i64::from(row))
                .max(made_at);
            check.ticked = Some((at, has));
            task.version += 1;
            entry = TaskEntry {
                at,
                by: has,
                kind: "ticked".to_owned(),
                was: None,
                became: Some(row.to_string()),
            };
            writer.change_task(&task, &entry).await?;
            writer.put_task_check(task.id, &check).await?;
        }
    }
    for (place, (who, text)) in (0..).zip(demo.comments) {
        let at = office.moment(demo.made - 1, 260 + place).max(made_at);
        let by = office.person(*who);
        writer.add_task_comment(task.id, at, by, text).await?;
    }
    match demo.state {
        State::Open => return Ok(()),
        State::Waits(waiting_for, follow_up) => {
            task.state = TaskState::Waiting;
            task.waiting_for = Some(waiting_for.to_owned());
            task.follow_up = follow_up.map(|days| office.day(days));
            entry.at = office.moment(demo.made - 2, 300).max(made_at);
            entry.kind = "waits".to_owned();
            (entry.was, entry.became) = (None, task.waiting_for.clone());
        }
        State::Done(days_back) => {
            let at = office.moment(days_back, 330).max(made_at);
            task.state = TaskState::Done;
            task.done = Some((at, has));
            entry.at = at;
            entry.kind = "done".to_owned();
            (entry.was, entry.became) = (None, None);
        }
    }
    entry.by = has;
    task.version += 1;
    writer.change_task(&task, &entry).await
}
