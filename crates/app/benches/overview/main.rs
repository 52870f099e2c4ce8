//! A desk over a large store: search as somebody types, a citizen's overview, a case, a day and the pages of a list,
//! each asked as the screens ask, with rights, log and all.
//!
//! `cargo xtask bench overview` calls this with a folder and a number of cases; the town is made there once and kept. For each person the search says how long
//! the answers took after each key, so the first two letters, which find the most, weigh as much as the last.

#![expect(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is printed, and a fault ends it"
)]

mod typed;

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use sagsbord_app::ports::SystemClock;
use sagsbord_app::{App, AppConfig, Desk};
use sagsbord_contract::{
    CaseRow, CaseSort, ListCases, Nothing, OpenCase, SearchEverywhere, ShowCitizen, SignIn,
};
use sagsbord_testkit::demo_store::{demo_plan, make_demo_store};
use sagsbord_testkit::desk::MemoryKeyRing;

use typed::Typed;

/// Who sees everything, who leads a unit, and who works in one corner of it.
const PEOPLE: [(&str, &str); 3] = [
    ("dorthe", "lyset i det øverste vindue"),
    ("bo", "kaffe på den grønne bænk"),
    ("anne", "regn over havnen"),
];
const SAMPLES: u32 = 120;
const SEARCH_BUDGET: f64 = 30.0;
const CITIZEN_BUDGET: f64 = 50.0;

#[tokio::main]
async fn main() {
    // Cargo hands over `--bench`, too.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let [folder, cases] = words.as_slice() else {
        panic!("a folder, and how many cases to make there where it is empty");
    };
    let folder = Path::new(folder);
    if !folder.is_dir() {
        make(folder, cases.parse().unwrap()).await;
    }
    let began = Instant::now();
    let app = App::new(
        AppConfig {
            folder: folder.to_owned(),
            demo: true,
            upkeep_after: None,
            helper: None,
        },
        Arc::new(SystemClock),
        Arc::new(MemoryKeyRing::default()),
    );
    let desk = Desk::new(app);
    desk.desk_state(Nothing {}).await.unwrap();
    println!("opened in {:.0} ms", began.elapsed().as_secs_f64() * 1e3);
    for (username, password) in PEOPLE {
        let who = SignIn {
            username: username.to_owned(),
            password: password.to_owned(),
        };
        desk.sign_in(who).await.unwrap();
        person(&desk, username).await;
        desk.sign_out(Nothing {}).await.unwrap();
    }
    desk.app().close().await;
}

/// Beside its place, and moved there whole: a stop leaves no half town that would be measured.
async fn make(folder: &Path, cases: usize) {
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished).unwrap();
    }
    let now = Utc::now();
    let began = Instant::now();
    let told = |done: usize| {
        if done.is_multiple_of(50_000) {
            println!("{done} of {cases} cases, {} s", began.elapsed().as_secs());
        }
    };
    let plan = demo_plan(now, Some(cases));
    let store = make_demo_store(&unfinished, &plan, now, &told)
        .await
        .unwrap();
    store.close().await;
    std::fs::rename(unfinished, folder).unwrap();
}

async fn person(desk: &Arc<Desk>, name: &str) {
    let rows = spread(desk).await;
    println!("\n{name}: {} cases to choose words from", rows.len());
    let mut all = Times::default();
    for (kind, texts) in Typed::from(&rows) {
        let mut times = Times::default();
        for text in &texts {
            for keys in typed::after_each_key(text) {
                times
                    .take(keys, desk.search_everywhere(typed_so_far(keys)))
                    .await;
            }
        }
        times.say(&format!("search, {kind}"), None);
        all.0.extend(times.0);
    }
    all.say("search, every key", Some(SEARCH_BUDGET));

    let mut citizens = Vec::new();
    for row in &rows {
        let Some(person) = &row.citizen else { continue };
        let hits = desk.search_everywhere(typed_so_far(person)).await.unwrap();
        citizens.extend(hits.citizens.into_iter().next().map(|hit| hit.id));
    }
    citizens.sort();
    citizens.dedup();
    let mut times = Times::default();
    for id in citizens {
        times.take("", desk.show_citizen(ShowCitizen { id })).await;
    }
    times.say("citizen overview", Some(CITIZEN_BUDGET));

    let mut times = Times::default();
    for row in &rows {
        let opened = OpenCase::of(row.id.clone());
        times.take("", desk.show_case(opened)).await;
    }
    times.say("case", None);

    let mut times = Times::default();
    for _ in 0..20 {
        times.take("", desk.my_day(Nothing {})).await;
    }
    times.say("the day", None);

    for sort in [CaseSort::NewestFirst, CaseSort::DueFirst] {
        let mut times = Times::default();
        for page in 0..SAMPLES {
            times
                .take("", desk.list_cases(page_of(sort, page * 800)))
                .await;
        }
        times.say(
            &format!("page of the list down to row 96,000, {sort:?}"),
            None,
        );
    }
}

/// Cases from all over what the person sees, so that neither the newest nor one unit decides.
async fn spread(desk: &Arc<Desk>) -> Vec<CaseRow> {
    let first = desk
        .list_cases(page_of(CaseSort::NewestFirst, 0))
        .await
        .unwrap();
    let step = (first.total / SAMPLES).max(1);
    let mut rows = Vec::new();
    for at in (0..first.total).step_by(step as usize) {
        let page = ListCases {
            limit: 1,
            ..page_of(CaseSort::NewestFirst, at)
        };
        rows.extend(desk.list_cases(page).await.unwrap().rows);
    }
    rows
}

fn page_of(sort: CaseSort, offset: u32) -> ListCases {
    ListCases {
        sort,
        offset,
        limit: 60,
        ..ListCases::default()
    }
}

fn typed_so_far(text: &str) -> SearchEverywhere {
    SearchEverywhere {
        text: text.to_owned(),
        group: None,
        limit: 5,
    }
}

#[derive(Default)]
struct Times(Vec<(Duration, String)>);

impl Times {
    async fn take<T, E: std::fmt::Debug>(
        &mut self,
        what: &str,
        asked: impl Future<Output = Result<T, E>>,
    ) {
        let began = Instant::now();
        asked.await.unwrap();
        self.0.push((began.elapsed(), what.to_owned()));
    }

    fn say(&mut self, what: &str, budget: Option<f64>) {
        self.0.sort();
        let part = |share: f64| {
            let last = self.0.len().saturating_sub(1);
            let at = (last as f64 * share).round() as usize;
            self.0
                .get(at)
                .map_or(0.0, |(time, _)| time.as_secs_f64() * 1e3)
        };
        let verdict = budget.map_or(String::new(), |most| {
            let word = if part(0.95) <= most { "within" } else { "OVER" };
            format!("   p95 budget {most:.0} ms: {word}")
        });
        println!(
            "  {what:<44} {:>5} asked   p50 {:6.1}  p95 {:6.1}  most {:6.1} ms{verdict}",
            self.0.len(),
            part(0.5),
            part(0.95),
            part(1.0)
        );
        // The town is invented: what was typed names nobody.
        for (time, what) in self
            .0
            .iter()
            .rev()
            .filter(|(_, what)| !what.is_empty())
            .take(3)
        {
            println!("      {:6.1} ms for `{what}`", time.as_secs_f64() * 1e3);
        }
    }
}
