//! The word list's words and their twins on the wire.

use sagsbord_contract as wire;
use sagsbord_scan as scan;

pub(super) fn row(entry: &scan::Entry) -> wire::WordRow {
    wire::WordRow {
        word: entry.word.clone(),
        category: category(entry.category),
        class: class(entry.class),
        inflection: entry.inflection.clone(),
        compounds: entry.compounds,
        severity: severity(entry.severity),
        active: entry.active,
        instead: entry.instead.clone(),
        note: entry.note.clone(),
        origin: match entry.origin {
            scan::Origin::Shipped => wire::WordOrigin::Shipped,
            scan::Origin::Own => wire::WordOrigin::Own,
        },
    }
}

/// Whatever a person sends is the municipality's own.
pub(super) fn entry(row: &wire::WordRow) -> scan::Entry {
    scan::Entry {
        word: row.word.trim().to_owned(),
        category: category_back(row.category),
        class: class_back(row.class),
        inflection: row.inflection.trim().to_owned(),
        compounds: row.compounds,
        severity: severity_back(row.severity),
        active: row.active,
        instead: row.instead.trim().to_owned(),
        note: row.note.trim().to_owned(),
        origin: scan::Origin::Own,
    }
}

pub(super) fn problem(problem: &scan::ListProblem) -> wire::WordProblem {
    wire::WordProblem {
        line: u32::try_from(problem.line).unwrap_or(u32::MAX),
        word: problem.word.clone(),
        problem: problem.kind.code().to_owned(),
    }
}

macro_rules! twins {
    ($there:ident $back:ident $wire:ident $scan:ident { $($variant:ident),* $(,)? }) => {
        pub(super) fn $there(value: scan::$scan) -> wire::$wire {
            match value { $(scan::$scan::$variant => wire::$wire::$variant,)* }
        }

        fn $back(value: wire::$wire) -> scan::$scan {
            match value { $(wire::$wire::$variant => scan::$scan::$variant,)* }
        }
    };
}

twins! { category category_back WordCategory ListCategory {
    Derogatory, Health, Substance, Crime, Origin, Sexuality, Internal, ThirdParty, Economy, Safety, Own,
} }
twins! { class class_back WordKind WordClass { Noun, Adjective, Verb, Phrase, Uninflected, Unknown } }
twins! { severity severity_back FindingSeverity Severity { Inform, Check, Stop } }
