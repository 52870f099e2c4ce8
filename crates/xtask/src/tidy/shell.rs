//! The shell stays thin: what it decides cannot be reached from the command line or a server, and
//! can only be tested through a window. Its permissions name the windows they are for, so that a
//! window added later gets nothing by accident.

use anyhow::Result;
use serde_json::Value;

use super::finding::Finding;
use super::rust_text::RustText;
use super::tree::Tree;

const MOST_LINES: usize = 1_500;
const MOST_BODY_LINES: usize = 5;

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut lines = 0;
    for path in tree.under("src-tauri/", &["rs"]) {
        let text = tree.text(path)?;
        let before = lines;
        lines += text.lines().count();
        if before < MOST_LINES && lines >= MOST_LINES {
            findings.push(Finding::new(
                path,
                MOST_LINES - before,
                format!("the shell reaches {MOST_LINES} lines here"),
                "What the shell does must be thin enough to read at a sitting; move it behind a use case",
            ));
        }
        commands(path, &RustText::of(&text), &mut findings);
    }
    for path in tree.under("src-tauri/capabilities/", &["json"]) {
        capability(path, &tree.text(path)?, &mut findings);
    }
    Ok(findings)
}

fn commands(path: &str, source: &RustText, findings: &mut Vec<Finding>) {
    const ATTRIBUTE: &str = "#[tauri::command";
    for (start, _) in source.code.match_indices(ATTRIBUTE) {
        let line = source.line_at(start);
        let rest = &source.code[start..];
        let Some(function) = rest.find("fn ") else {
            continue;
        };
        let before_fn = &rest[..function];
        if !before_fn.split_whitespace().any(|word| word == "async") {
            findings.push(Finding::new(
                path,
                line,
                "a command that is not async",
                "A plain command runs on the window's own thread: it freezes while the disk is slow",
            ));
        }
        if let Some(body) = body(&rest[function..]) {
            let length = body.lines().filter(|line| !line.trim().is_empty()).count();
            if length > MOST_BODY_LINES {
                findings.push(Finding::new(
                    path,
                    line,
                    format!("a command with a body of {length} lines (at most {MOST_BODY_LINES})"),
                    "A door only opens: the deed belongs in a use case, where every door finds it",
                ));
            }
        }
    }
}

/// What stands between the braces of a function's body.
fn body(function: &str) -> Option<&str> {
    let (mut round, mut curly, mut opened) = (0, 0, None);
    for (at, letter) in function.char_indices() {
        match letter {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            '{' if round == 0 || opened.is_some() => {
                curly += 1;
                opened.get_or_insert(at + 1);
            }
            '}' if opened.is_some() => {
                curly -= 1;
                if curly == 0 {
                    return function.get(opened?..at);
                }
            }
            ';' if opened.is_none() && round == 0 => return None,
            _ => {}
        }
    }
    None
}

fn capability(path: &str, text: &str, findings: &mut Vec<Finding>) {
    const WHY: &str = "A permission is given to a window by name, never to any that may come";
    let Ok(capability) = serde_json::from_str::<Value>(text) else {
        findings.push(Finding::new(path, 1, "is not JSON", WHY));
        return;
    };
    let line_of = |needle: &str| {
        text.lines()
            .position(|line| line.contains(needle))
            .map_or(1, |at| at + 1)
    };
    let names = |key: &str| {
        capability[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
    };
    if names("windows")
        .chain(names("webviews"))
        .any(|name| name.contains('*'))
    {
        findings.push(Finding::new(
            path,
            line_of("*"),
            "a permission for any window",
            WHY,
        ));
    }
    if names("windows").next().is_none() {
        findings.push(Finding::new(
            path,
            line_of("windows"),
            "names no window",
            WHY,
        ));
    }
    if capability.get("remote").is_some() {
        findings.push(Finding::new(
            path,
            line_of("remote"),
            "a permission for remote pages",
            "The window shows nothing that comes from outside",
        ));
    }
}
