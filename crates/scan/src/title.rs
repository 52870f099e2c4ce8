//! Titles of cases and documents, file names and mail subjects. They are read by many who never open the
//! document: in lists of documents, on the envelope of digital mail, in the shared index. So the citizen's own
//! data is a warning here too, and a title that says nothing is one.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::finding::{
    Category, Confidence, Evidence, Finding, RuleId, Severity, Span, SuggestedAction, Whose,
};
use crate::messages;
use crate::scanner::{CaseScanner, Purpose};

static EMPTY_WORDS: &str = include_str!("../data/words/empty_titles.txt");

const SAYS_NOTHING: RuleId = RuleId {
    id: "title.says_nothing",
    version: 1,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TitleKind {
    Case,
    Document,
    File,
    MailSubject,
}

impl CaseScanner {
    /// What a title gives away, and whether it says anything at all.
    pub fn scan_title(&self, title: &str, kind: TitleKind) -> Vec<Finding> {
        let readable = as_words(title, kind);
        let mut findings = self.for_titles().scan(&readable);
        for finding in &mut findings {
            if gives_away(finding) {
                finding.flag = true;
                finding.severity = Severity::Stop;
                finding.action = SuggestedAction::Rewrite;
                finding.evidence.push(Evidence::new(read_by(kind)));
            }
        }
        if let Some(reason) = emptiness(title, kind) {
            findings.push(says_nothing(title, reason));
        }
        // Last: what gives somebody away on the outside is decided here.
        let options = &self.shared.options;
        options.only_inform.ease(Purpose::Title, &mut findings);
        findings
    }
}

/// A file's name has signs where sentences have spaces. Each is one byte for one byte, so that places stay.
fn as_words(title: &str, kind: TitleKind) -> String {
    if kind != TitleKind::File {
        return title.to_owned();
    }
    title
        .chars()
        .map(|c| if matches!(c, '_' | '+') { ' ' } else { c })
        .collect()
}

/// What may stand in a document but not on its outside.
fn gives_away(finding: &Finding) -> bool {
    let private = match finding.category {
        Category::Cvr | Category::ProductionUnit | Category::CaseNumber => false,
        Category::Name | Category::Email | Category::Phone | Category::Address => {
            finding.whose != Whose::Employee && finding.whose != Whose::Public
        }
        _ => true,
    };
    private || finding.flag
}

fn read_by(kind: TitleKind) -> &'static str {
    match kind {
        TitleKind::Case | TitleKind::Document => "title.in_lists",
        TitleKind::File => "title.file_travels",
        TitleKind::MailSubject => "title.on_the_envelope",
    }
}

fn says_nothing(title: &str, reason: &'static str) -> Finding {
    Finding {
        span: Span {
            bytes: 0..title.len(),
            scalars: 0..title.chars().count(),
        },
        category: Category::Title,
        whose: Whose::Nobody,
        person: None,
        flag: true,
        confidence: Confidence(90),
        severity: Severity::Check,
        rule: SAYS_NOTHING,
        evidence: vec![Evidence::new(reason)],
        action: SuggestedAction::Rewrite,
    }
}

/// Why a title says nothing of what it is about.
fn emptiness(title: &str, kind: TitleKind) -> Option<&'static str> {
    let title = title.trim();
    let stem = match title.rsplit_once('.') {
        Some((stem, end)) if kind != TitleKind::Case && is_extension(end) => stem,
        _ => title,
    };
    let letters = stem.chars().filter(|c| c.is_alphabetic()).count();
    if !stem.chars().any(char::is_alphanumeric) {
        return Some("title.empty");
    }
    if letters == 0 {
        return Some("title.only_numbers");
    }
    if is_code(stem) {
        return Some("title.only_code");
    }
    let mut words = words(stem).peekable();
    words.peek()?;
    words
        .all(|word| empty_words().contains(word.as_str()))
        .then_some("title.says_nothing")
}

fn is_extension(end: &str) -> bool {
    (2..=4).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Runs of letters; digits stand between words (`Scan0001`, `IMG_20240501`).
fn words(stem: &str) -> impl Iterator<Item = String> + '_ {
    stem.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// `3f2504e0-4f89-…`, `a81bc81b`: letters only as digits are.
fn is_code(stem: &str) -> bool {
    let signs: Vec<char> = stem.chars().filter(|c| c.is_alphanumeric()).collect();
    signs.len() >= 8
        && signs.iter().all(char::is_ascii_hexdigit)
        && signs.iter().filter(|c| c.is_ascii_digit()).count() >= 2
}

fn empty_words() -> &'static HashSet<&'static str> {
    static SET: OnceLock<HashSet<&str>> = OnceLock::new();
    SET.get_or_init(|| messages::lines_of(EMPTY_WORDS).collect())
}
