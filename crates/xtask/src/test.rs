//! Everything that must hold, in an order that fails early.

mod hermetic;
mod steps;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::setup;
use steps::{STEPS, Step};

pub(crate) fn test(mut arguments: Arguments) -> Result<()> {
    if arguments.switch("--list") {
        STEPS
            .iter()
            .for_each(|step| println!("{:12} {}", step.name, step.what));
        return Ok(());
    }
    let keep_going = arguments.switch("--keep-going");
    let steps = chosen(&arguments.words()?)?;
    setup::print_versions();

    let mut rows: Vec<(&Step, Outcome)> = Vec::new();
    for step in steps {
        let missing = step.needs.iter().find(|need| {
            rows.iter().any(|(done, outcome)| {
                done.name == **need && !matches!(outcome, Outcome::Passed(..))
            })
        });
        let stopped = !keep_going
            && rows
                .iter()
                .any(|(_, outcome)| matches!(outcome, Outcome::Failed(..)));
        if missing.is_some() || stopped {
            rows.push((step, Outcome::NotRun));
            continue;
        }
        println!("\n── {}: {} ──", step.name, step.what);
        let begun = Instant::now();
        let result = (step.run)();
        let took = begun.elapsed();
        let outcome = match result {
            Ok(note) => Outcome::Passed(took, note),
            Err(error) => {
                println!("\n{}: {error:#}", step.name);
                Outcome::Failed(took)
            }
        };
        println!("── {} in {} ──", step.name, shown(took));
        rows.push((step, outcome));
    }
    report(&rows)
}

enum Outcome {
    /// With what could not be looked at, when that is so.
    Passed(Duration, Option<String>),
    Failed(Duration),
    NotRun,
}

/// The steps named and those they stand on, in their order; all when none is named.
fn chosen(names: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = names
        .iter()
        .find(|name| !STEPS.iter().any(|step| step.name == **name))
    {
        bail!("there is no step `{unknown}`; `cargo xtask test --list` names them");
    }
    let mut wanted: Vec<&str> = names.iter().map(String::as_str).collect();
    // A step stands only on earlier ones, so one pass from the end finds all.
    for step in STEPS.iter().rev() {
        if names.is_empty() || wanted.contains(&step.name) {
            wanted.push(step.name);
            wanted.extend(step.needs);
        }
    }
    Ok(STEPS
        .iter()
        .filter(|step| wanted.contains(&step.name))
        .collect())
}

fn report(rows: &[(&Step, Outcome)]) -> Result<()> {
    println!("\n{:12} {:>8}  result", "step", "time");
    for (step, outcome) in rows {
        let (took, result) = match outcome {
            Outcome::Passed(took, None) => (shown(*took), "passed".to_owned()),
            Outcome::Passed(took, Some(note)) => (shown(*took), format!("passed ({note})")),
            Outcome::Failed(took) => (shown(*took), "FAILED".to_owned()),
            Outcome::NotRun => ("–".to_owned(), "not run".to_owned()),
        };
        println!("{:12} {took:>8}  {result}", step.name);
    }
    let count =
        |wanted: fn(&Outcome) -> bool| rows.iter().filter(|(_, outcome)| wanted(outcome)).count();
    let passed = count(|outcome| matches!(outcome, Outcome::Passed(..)));
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(..)));
    let total = rows.iter().map(|(_, outcome)| match outcome {
        Outcome::Passed(took, _) | Outcome::Failed(took) => *took,
        Outcome::NotRun => Duration::ZERO,
    });
    println!("{:12} {:>8}", "all", shown(total.sum()));
    println!("\n{passed} passed, {failed} failed");
    if failed > 0 {
        bail!("not all steps passed");
    }
    Ok(())
}

fn shown(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(asked: &[&str]) -> Vec<&'static str> {
        let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
        chosen(&asked)
            .unwrap()
            .iter()
            .map(|step| step.name)
            .collect()
    }

    #[test]
    fn a_step_brings_those_it_stands_on_in_their_order() {
        let cases: [(&[&str], &[&str]); 3] = [
            (&["fmt"], &["setup", "fmt"]),
            (&["tidy", "fmt", "tidy"], &["setup", "fmt", "tidy"]),
            (&["e2e"], &["setup", "ui-build", "build", "e2e"]),
        ];
        for (asked, expected) in cases {
            assert_eq!(names(asked), expected, "{asked:?}");
        }
        assert_eq!(names(&[]).len(), STEPS.len(), "none named means all");
        assert!(
            chosen(&["speed".to_owned()]).is_err(),
            "an unknown step is a mistake"
        );
    }

    #[test]
    fn every_step_stands_on_earlier_ones_only() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(
                    STEPS[..at].iter().any(|earlier| earlier.name == *need),
                    "{} needs {need}",
                    step.name
                );
                let missing = STEPS[..at]
                    .iter()
                    .filter(|earlier| earlier.name == *need)
                    .flat_map(|earlier| earlier.needs)
                    .find(|inner| !step.needs.contains(inner));
                assert_eq!(missing, None, "{} names all that {need} needs", step.name);
            }
        }
    }
}
