//! What is decided, as the order of a bundle.

use chrono::NaiveDate;
use sagsbord_domain::aktindsigt::{
    Basis, BasisBook, Direction, ItemDecision, LetterPart as Part, LetterTexts,
};
use sagsbord_pdf::{
    BundleAct, BundleList, BundleOrder, Given, LetterBlock, LetterColumn, LetterOrder, LetterTable,
};
use sagsbord_store::ListedItem;

use super::covered::Covered;
use super::source::ActSource;
use crate::AppError;
use crate::templates::release_date;

/// A document that is decided about, with its pages where it is given.
pub(super) struct Act {
    pub(super) listed: ListedItem,
    /// As it goes out.
    pub(super) title: String,
    pub(super) source: Option<ActSource>,
    pub(super) covered: Covered,
}

/// What stands on the files beside the letter.
pub(super) struct Words<'a> {
    pub(super) texts: &'a LetterTexts,
    pub(super) on: NaiveDate,
}

impl Words<'_> {
    pub(super) fn of(&self, part: Part, values: &[&str]) -> Result<String, AppError> {
        let text = self.texts.of(part, None, self.on);
        let text = text.ok_or_else(|| AppError::new(sagsbord_contract::ErrorCode::Internal))?;
        let mut told = text.to_owned();
        for (place, value) in values.iter().enumerate() {
            told = told.replace(&format!("{{{place}}}"), value);
        }
        Ok(told)
    }
}

/// One file of the release.
pub(super) struct FilePart {
    pub(super) name: String,
    pub(super) order: BundleOrder,
    /// The acts of its order, by their places among all.
    pub(super) acts: Vec<usize>,
}

/// The whole as one file, or the letter with its list and a file for each act that is given.
pub(super) fn parts(
    acts: &[Act],
    letter: LetterOrder,
    case_number: &str,
    is_separate: bool,
    book: &BasisBook,
    words: &Words<'_>,
) -> Result<Vec<FilePart>, AppError> {
    let title = words.of(Part::BundleTitle, &[case_number])?;
    let order = BundleOrder {
        title,
        date: release_date(words.on),
        ..BundleOrder::default()
    };
    let all: Vec<BundleAct> = acts
        .iter()
        .map(|act| bundle_act(act, book, words))
        .collect::<Result<_, _>>()?;
    let legend = legend(&all, book, words.on);
    let introduction = vec![LetterBlock::Paragraph(
        words.of(Part::ListIntroduction, &[])?.into(),
    )];
    let list_title = words.of(Part::ListTitle, &[])?;
    if !is_separate {
        let has_acts = !acts.is_empty();
        return Ok(vec![FilePart {
            name: file_name(&words.of(Part::FileBundle, &[case_number])?),
            acts: (0..acts.len()).collect(),
            order: BundleOrder {
                letter: Some(letter),
                list: has_acts.then_some(BundleList {
                    title: list_title,
                    introduction,
                }),
                legend,
                acts: all,
                ..order
            },
        }]);
    }
    let mut front = letter;
    front.body.push(LetterBlock::NewPage);
    front.body.push(LetterBlock::Heading(1, list_title.into()));
    front.body.extend(introduction);
    front
        .body
        .push(LetterBlock::Table(table(acts, &all, words)?));
    let mut parts = vec![FilePart {
        name: file_name(&words.of(Part::FileFront, &[case_number])?),
        acts: Vec::new(),
        order: BundleOrder {
            letter: Some(front),
            legend,
            ..order.clone()
        },
    }];
    for (place, act) in all.into_iter().enumerate() {
        if act.given == Given::Not {
            continue;
        }
        parts.push(FilePart {
            name: file_name(&words.of(Part::FileAct, &[&act.number])?),
            acts: vec![place],
            order: BundleOrder {
                acts: vec![act],
                ..order.clone()
            },
        });
    }
    Ok(parts)
}

fn bundle_act(act: &Act, book: &BasisBook, words: &Words<'_>) -> Result<BundleAct, AppError> {
    let item = &act.listed.item;
    let facts = &item.facts;
    let given = match item.ruling.decision {
        ItemDecision::Given => Given::Whole,
        ItemDecision::Partly => Given::Partly,
        ItemDecision::Withheld | ItemDecision::Undecided => Given::Not,
    };
    let (kind, other_party) = match facts.direction {
        Direction::Incoming => (Part::Incoming, &facts.sender),
        Direction::Outgoing => (Part::Outgoing, &facts.recipient),
        Direction::Internal => (Part::Internal, &facts.sender),
    };
    let mut bases: Vec<String> = Vec::new();
    let decided = item.ruling.bases.iter();
    let decided = decided.filter_map(|id| Some(in_force(book, id, words.on)?.label.clone()));
    for label in decided.chain(act.covered.labels.iter().cloned()) {
        if !bases.contains(&label) {
            bases.push(label);
        }
    }
    Ok(BundleAct {
        number: item.number.to_string(),
        title: act.title.clone(),
        day: Some(release_date(facts.dated)),
        kind: words.of(kind, &[])?,
        other_party: other_party.clone(),
        given,
        pages: act.source.as_ref().map(|source| source.sizes.len()),
        bases,
        note: String::new(),
        texts: act
            .covered
            .texts
            .iter()
            .map(|(text, _)| text.clone())
            .collect(),
        areas: act.covered.areas.clone(),
        read: act
            .source
            .as_ref()
            .map_or_else(Vec::new, |source| source.read.clone()),
        basis: act.covered.basis.clone(),
        bases_of_areas: act.covered.bases_of_areas.clone(),
    })
}

/// As it holds on the day, or as it held last.
fn in_force<'b>(book: &'b BasisBook, id: &str, on: NaiveDate) -> Option<&'b Basis> {
    book.find(id, on)
        .or_else(|| book.versions().filter(|basis| basis.id == id).last())
}

/// The provisions that are named, each with where it stands and what it is about.
fn legend(acts: &[BundleAct], book: &BasisBook, on: NaiveDate) -> Vec<(String, String)> {
    let mut legend: Vec<(String, String)> = Vec::new();
    for label in acts.iter().flat_map(|act| &act.bases) {
        if legend.iter().any(|(known, _)| known == label) {
            continue;
        }
        let named = |basis: &&Basis| basis.label == *label;
        let basis = book
            .versions()
            .filter(|basis| basis.holds_on(on))
            .find(named);
        let basis = basis.or_else(|| book.versions().find(named));
        if let Some(basis) = basis {
            let says = format!("{}: {}", basis.paragraph, basis.name.da);
            legend.push((label.clone(), says));
        }
    }
    legend
}

/// The list for when the acts are files of their own.
fn table(acts: &[Act], all: &[BundleAct], words: &Words<'_>) -> Result<LetterTable, AppError> {
    let column = |part, share, is_number| -> Result<LetterColumn, AppError> {
        Ok(LetterColumn {
            head: words.of(part, &[])?,
            share,
            is_number,
        })
    };
    let mut rows = Vec::with_capacity(all.len());
    for (act, told) in acts.iter().zip(all) {
        let given = words.of(
            match told.given {
                Given::Whole => Part::GivenWholeWord,
                Given::Partly => Part::GivenPartlyWord,
                Given::Not => Part::GivenNotWord,
            },
            &[],
        )?;
        let given = match told.bases.is_empty() {
            true => given,
            false => format!("{given}: {}", told.bases.join("; ")),
        };
        let beside = [told.kind.as_str(), told.other_party.as_str()];
        let beside: Vec<&str> = beside
            .into_iter()
            .filter(|part| !part.trim().is_empty())
            .collect();
        let pages = act
            .source
            .as_ref()
            .map(|source| source.sizes.len().to_string());
        rows.push(vec![
            told.number.clone().into(),
            act.listed
                .item
                .facts
                .dated
                .format("%d.%m.%Y")
                .to_string()
                .into(),
            told.title.clone().into(),
            beside.join(", ").into(),
            given.into(),
            pages.unwrap_or_else(|| "–".to_owned()).into(),
        ]);
    }
    Ok(LetterTable {
        columns: vec![
            column(Part::ColumnAct, 3.2, false)?,
            column(Part::ColumnDay, 6.4, false)?,
            column(Part::ColumnTitle, 17.0, false)?,
            column(Part::ColumnKind, 11.0, false)?,
            column(Part::ColumnGiven, 11.5, false)?,
            column(Part::ColumnPages, 4.2, true)?,
        ],
        rows,
    })
}

/// Letters, digits and blanks: every system takes them, and no name leads out of its folder.
fn file_name(name: &str) -> String {
    let kept = |sign: char| match sign.is_alphanumeric() || " -".contains(sign) {
        true => sign,
        false => ' ',
    };
    let name: String = name.chars().map(kept).collect();
    format!(
        "{}.pdf",
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    )
}
