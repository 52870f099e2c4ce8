//! How wide a covered word was must not be told by what stands beside it: names of every length come out as the very
//! same bytes.

use std::collections::HashMap;
use std::fmt::Write as _;

use sagsbord_pdf::{Limits, RedrawOrder, Redrawn, read_text, redraw};

use crate::made::{in_win_ansi, line, one_page};

const NAMES: [&str; 4] = ["Bo Ek", "Karen Lund", "Maximilian Ottosen", "610180-1234"];

fn covered(file: Vec<u8>, name: &str) -> Redrawn {
    let order = RedrawOrder {
        texts: vec![name.to_owned()],
        basis: "OFL § 30, nr. 1".to_owned(),
        ..RedrawOrder::default()
    };
    redraw(file, None, &order, Limits::default()).expect("it can be redrawn")
}

/// In points, in Helvetica 12.
fn width(text: &str) -> f64 {
    let file = one_page(&line(0, 700, &format!("{text}|")));
    let pages = read_text(file, None, Limits::default()).expect("it is sound");
    let words = &pages[0].lines[0].words;
    let bar = words.last().and_then(|word| word.glyphs.last());
    bar.map_or(0.0, |bar| bar.area.x0)
}

fn shown_at(x: f64, y: f64, spaces: f64, text: &str) -> String {
    format!(
        "BT /F1 12 Tf {spaces:.4} Tw {x:.4} {y} Td ({}) Tj 0 Tw ET\n",
        in_win_ansi(text)
    )
}

/// Other lines of a paragraph, so that its edges are known.
fn paragraph() -> String {
    [
        (
            686,
            "Vi har modtaget din henvendelse af i forgaars og skriver til dig",
        ),
        (
            672,
            "for at fortaelle, hvad der nu skal ske med sagen om boligen i byen.",
        ),
    ]
    .map(|(y, text)| line(72, y, text))
    .concat()
}

#[track_caller]
fn check(make: impl Fn(&str) -> String) {
    let outputs = NAMES.map(|name| covered(one_page(&make(name)), name));
    for (name, output) in NAMES.iter().zip(&outputs) {
        let page = &output.report.pages[0];
        assert_eq!(
            (page.equal_marks, page.telling_marks, page.as_image),
            (1, 0, None),
            "the mark over {name}"
        );
        assert!(
            output.bytes == outputs[0].bytes,
            "what covers {name} differs from what covers {}",
            NAMES[0]
        );
    }
}

#[test]
fn in_the_middle_of_a_line() {
    check(|name| line(72, 700, &format!("Fra {name} til os")) + &paragraph());
}

#[test]
fn at_a_lines_start_and_end_and_before_a_comma() {
    check(|name| line(72, 700, &format!("{name} skrev til os")) + &paragraph());
    check(|name| line(72, 700, &format!("Vi skrev til {name}")) + &paragraph());
    check(|name| line(72, 700, &format!("Vi (og {name}, som bor her) skrev")) + &paragraph());
}

#[test]
fn alone_in_a_line() {
    check(|name| line(72, 700, name) + &paragraph());
}

#[test]
fn in_a_line_that_fills_the_measure() {
    let right = 420.0;
    check(|name| {
        let text = format!("Fra {name} til os om den sag, vi talte om her i byen");
        let gaps = text.matches(' ').count() as f64;
        let stretch = (right - 72.0 - width(&text)) / gaps;
        shown_at(72.0, 700.0, stretch, &text) + &paragraph()
    });
}

#[test]
fn in_a_line_that_is_centred_or_set_to_the_right() {
    check(|name| {
        let text = format!("Om {name} og sagen");
        shown_at(297.5 - width(&text) / 2.0, 740.0, 0.0, &text) + &paragraph()
    });
    check(|name| {
        let text = format!("Ref. {name}");
        let other = "Sagsnr. 26-1234";
        shown_at(500.0 - width(&text), 740.0, 0.0, &text)
            + &shown_at(500.0 - width(other), 754.0, 0.0, other)
            + &paragraph()
    });
}

#[test]
fn where_the_programs_rounding_runs_on_after_the_name() {
    // The letters after the name are each moved by an amount that depends on the name.
    check(|name| {
        let noise = name.len() as f64 * 1.3;
        let mut shown = format!("BT /F1 12 Tf 72 700 Td [(Fra ) {noise:.1} ({name} ) ");
        for (at, letter) in "tilos".chars().enumerate() {
            let moved = (noise * (at + 1) as f64) % 9.0 - 4.5;
            let _ = write!(shown, "({letter}) {moved:.2} ");
        }
        shown + "] TJ ET\n" + &paragraph()
    });
}

#[test]
fn over_a_ground_and_with_an_underline() {
    check(|name| {
        let before = width("Fra ");
        format!(
            "0.9 g 60 600 480 120 re f 0 g {} {} 698 {} 0.5 re f {}",
            line(72, 700, &format!("Fra {name} til os")),
            72.0 + before,
            width(name),
            paragraph()
        )
    });
}

#[test]
fn a_long_passage_tells_its_length_only_in_steps_of_twelve_ems() {
    let text = |length: usize| format!("x{} slut", "n".repeat(length));
    let cover = |length: usize| {
        let name = format!("x{}", "n".repeat(length));
        covered(
            one_page(&(line(72, 700, &text(length)) + &paragraph())),
            &name,
        )
        .bytes
    };
    // 0.556 ems a letter.
    assert_eq!(cover(23), cover(40), "one step");
    assert_ne!(cover(23), cover(45), "two steps");
}

#[test]
fn neighbours_keep_their_places_where_that_is_asked_for_or_the_line_does_not_allow_more() {
    let file = one_page(&(line(72, 700, "Fra Karen Lund til os") + &paragraph()));
    let order = RedrawOrder {
        texts: vec!["Karen Lund".to_owned()],
        keeps_places: true,
        ..RedrawOrder::default()
    };
    let kept = redraw(file, None, &order, Limits::default()).expect("it can be redrawn");
    let page = &kept.report.pages[0];
    assert_eq!((page.equal_marks, page.telling_marks), (0, 1));

    let picture = "q 100 0 0 30 150 690 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7F EI Q ";
    let content = picture.to_owned() + &line(72, 700, "Fra Karen Lund til os") + &paragraph();
    let kept = covered(one_page(&content), "Karen Lund");
    let page = &kept.report.pages[0];
    assert_eq!((page.equal_marks, page.telling_marks), (0, 1));
}

#[test]
fn of_a_thousand_names_all_could_be_under_one_mark() {
    let list = |text: &'static str| -> Vec<&'static str> {
        text.lines().filter(|line| !line.starts_with('#')).collect()
    };
    let men = list(include_str!("../../../scan/data/given_man.txt"));
    let women = list(include_str!("../../../scan/data/given_woman.txt"));
    // Two words each, as a name has; which ones go together does not matter here.
    let names: Vec<String> = (0..1000)
        .map(|at| format!("{} {}", women[at], men[at * 7 % men.len()]))
        .collect();
    let letters: HashMap<char, f64> = names
        .concat()
        .chars()
        .map(|letter| (letter, 0.0))
        .collect::<HashMap<_, _>>()
        .into_keys()
        .map(|letter| (letter, width(&letter.to_string())))
        .collect();
    let width = |name: &str| name.chars().map(|letter| letters[&letter]).sum::<f64>();
    // A gap can be measured to a hundredth of a point.
    let before: Vec<usize> = names
        .iter()
        .map(|name| {
            let own = width(name);
            let same = names
                .iter()
                .filter(|other| (width(other) - own).abs() < 0.01);
            same.count()
        })
        .collect();
    let step = |name: &str| (width(name) / (12.0 * 12.0)).floor() as usize;
    let after: Vec<usize> = names
        .iter()
        .map(|name| {
            names
                .iter()
                .filter(|other| step(other) == step(name))
                .count()
        })
        .collect();
    let told = |sizes: &[usize]| {
        let mut sizes = sizes.to_vec();
        sizes.sort_unstable();
        let alone = sizes.iter().filter(|size| **size == 1).count();
        (sizes[0], sizes[sizes.len() / 2], alone)
    };
    let (before, after) = (told(&before), told(&after));
    println!(
        "of {} names, as wide as a gap: before at least {}, in the middle {}, {} names alone; after at least {}",
        names.len(),
        before.0,
        before.1,
        before.2,
        after.0
    );
    assert_eq!(after.0, names.len(), "every name gets the one width");
    assert!(before.1 < names.len() / 20, "the gap told much: {before:?}");
}
