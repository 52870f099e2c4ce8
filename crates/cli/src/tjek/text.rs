//! The report a person reads.

use std::fmt::Write;

use sagsbord_app::scan::Regime;

use super::Checked;
use super::place::Lines;
use crate::text::{of, of_findings};

pub(super) fn report(checked: &[Checked], regime: Option<Regime>) -> String {
    let mut report = String::new();
    let (mut all, mut flagged) = (0, 0);
    for file in checked {
        let lines = Lines::of(&file.text);
        for finding in &file.findings {
            all += 1;
            flagged += usize::from(finding.flag);
            let (line, column) = lines.place(finding.span.bytes.start);
            let piece = file
                .text
                .get(finding.span.bytes.clone())
                .unwrap_or_default();
            let piece: String = piece.split_whitespace().collect::<Vec<_>>().join(" ");
            let reasons: Vec<String> = finding
                .evidence
                .iter()
                .map(|reason| reason.in_words(of_findings()))
                .collect();
            let bases: Vec<&str> = regime
                .map(|regime| finding.bases(regime))
                .unwrap_or_default()
                .iter()
                .map(|basis| basis.provision)
                .collect();
            let mark = if finding.flag { '!' } else { ' ' };
            // Writing to a string never fails.
            let _ = writeln!(
                report,
                "{mark} {}:{line}:{column}: {} »{piece}« ({}) – {}{}",
                file.name,
                finding.category.in_words(of_findings()),
                finding.whose.in_words(of_findings()),
                reasons.join("; "),
                if bases.is_empty() {
                    String::new()
                } else {
                    format!(" [{}]", bases.join("; "))
                },
            );
        }
    }
    let counted = of("tjek.counted")
        .replace("{all}", &all.to_string())
        .replace("{flagged}", &flagged.to_string());
    let _ = writeln!(report, "{counted}");
    report
}
