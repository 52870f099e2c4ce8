//! The rules no compiler knows. Each rule is one file under tidy/ and says there why it exists.

mod arrows;
mod decisions;
mod finding;
mod lengths;
mod licences;
mod links;
mod lints;
mod messages;
mod migrations;
mod npm_lock;
mod ownership;
mod rust_text;
mod shell;
mod spdx;
mod sql_seam;
mod text;
mod tree;
mod ui_seam;
mod workspace;

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::process;
use finding::Finding;
use tree::Tree;

type Rule = fn(&Tree) -> Result<Vec<Finding>>;

/// Every rule, in the order it is reported.
const RULES: [(&str, Rule); 13] = [
    ("arrows", arrows::check),
    ("ownership", ownership::check),
    ("lints", lints::check),
    ("ui-seam", ui_seam::check),
    ("sql-seam", sql_seam::check),
    ("shell", shell::check),
    ("migrations", migrations::check),
    ("text", text::check),
    ("messages", messages::check),
    ("decisions", decisions::check),
    ("documents", documents),
    ("licences", licences::check),
    ("npm-lock", npm_lock::check),
];

pub(crate) fn tidy(mut arguments: Arguments) -> Result<()> {
    if arguments.switch("--list") {
        RULES.iter().for_each(|(name, _)| println!("{name}"));
        return Ok(());
    }
    let only = arguments.value("--rule")?;
    let bless = arguments.switch("--bless");
    let root = arguments.path("--root")?.unwrap_or_else(process::root);
    arguments.end()?;
    if let Some(only) = &only
        && !RULES.iter().any(|(name, _)| name == only)
    {
        bail!("there is no rule `{only}`; `cargo xtask tidy --list` names them");
    }
    if bless {
        migrations::bless(&root)?;
    }

    let tree = Tree::read(&root)?;
    let mut count = 0;
    for (name, rule) in RULES {
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        for finding in rule(&tree)? {
            println!("{finding} [{name}]");
            count += 1;
        }
    }
    if count > 0 {
        bail!("tidy found {count} thing(s) to put right");
    }
    println!("tidy: nothing to put right in {} files", tree.files().len());
    Ok(())
}

fn documents(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = links::check(tree)?;
    findings.extend(lengths::check(tree)?);
    Ok(findings)
}
