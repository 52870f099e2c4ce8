//! Texts that are alike, and texts that only look so.

use sagsbord_intake::{ALIKE, Decision, Place, Sketch};

use crate::make::pdfs::pdf;
use crate::taking::{Taking, told};

/// A letter of many different words.
fn letter(seed: usize) -> String {
    (0..400)
        .map(|at| format!("ord{}", (at * 7919 + seed * 104_729) % 5_003))
        .collect::<Vec<_>>()
        .join(" ")
}

fn likeness(one: &str, another: &str) -> u16 {
    let (one, another) = (
        Sketch::of_texts([one].into_iter()),
        Sketch::of_texts([another].into_iter()),
    );
    one.likeness(&another).0
}

#[test]
fn likeness_follows_what_was_changed() {
    let text = letter(1);
    assert_eq!(likeness(&text, &text), 1000);
    assert_eq!(
        likeness(&text, &text.to_uppercase()),
        1000,
        "case does not tell texts apart"
    );
    assert_eq!(
        likeness(&text, &text.replace(' ', "\n")),
        1000,
        "nor do line breaks"
    );
    assert_eq!(likeness(&text, &letter(2)), 0);
    let one_word = text
        .replacen("ord7919 ", "andet ", 1)
        .replacen("ord2916 ", "andet ", 1);
    assert!(
        likeness(&text, &one_word) >= ALIKE.0,
        "{}",
        likeness(&text, &one_word)
    );
    let half = &text[..text.len() / 2];
    assert!(likeness(&text, half) < 600, "{}", likeness(&text, half));
}

#[test]
fn short_texts_are_never_alike() {
    assert_eq!(likeness("Tak for hjælpen", "Tak for hjælpen"), 0);
}

#[test]
fn a_likeness_is_proposed_and_a_person_decides() {
    let text = letter(3);
    let changed = text.replacen("ord", "nyt", 1);
    let files = [
        ("udkast.pdf", pdf("Udkast", &[&text])),
        ("brev.pdf", pdf("Udkast", &[&changed])),
        ("andet.pdf", pdf("Andet", &[&letter(4)])),
    ];
    let mut taking = Taking::of(&files);
    let manifest = taking.read();
    assert_eq!(manifest.sums.taken, 3);
    let alike: Vec<_> = manifest
        .rows
        .iter()
        .map(|row| row.alike.clone().map(|(of, _)| of))
        .collect();
    assert_eq!(alike, [None, Some(Place(vec![1])), None]);
    taking
        .decisions
        .insert(Place(vec![2]), Decision::IsDuplicate { of: None });
    let pages = manifest.sums.pages;
    let manifest = taking.manifest();
    assert_eq!(told(&manifest)[1], "2 brev.pdf: alike to 1");
    assert!(manifest.sums.pages < pages);

    // Said of another file than the one that it is alike to now.
    let of = manifest.rows[2].sha256.clone();
    taking
        .decisions
        .insert(Place(vec![2]), Decision::IsDuplicate { of });
    let manifest = taking.manifest();
    assert_eq!((manifest.sums.taken, manifest.sums.pages), (3, pages));
    assert!(manifest.rows[1].alike.is_some(), "it is asked about anew");
}
