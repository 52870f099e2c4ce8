use super::{BundleAct, BundleList, BundleOrder, Given};
use crate::letter::{
    LetterBlock, LetterColumn, LetterLink, LetterOrder, LetterSpan, LetterTable, LetterText,
};

/// The list of acts, with what was given of each and why not more.
pub(super) fn list(
    order: &BundleOrder,
    list: &BundleList,
    first_pages: &[usize],
    counts: &[usize],
) -> LetterOrder {
    let mut body = list.introduction.clone();
    let column = |head: &str, share, is_number| LetterColumn {
        head: head.to_owned(),
        share,
        is_number,
    };
    let rows = order.acts.iter().enumerate().map(|(index, act)| {
        let is_there = counts[index] > 0;
        let link = |text: String| match is_there {
            true => LetterText(vec![LetterSpan::Link {
                text,
                to: LetterLink::Act(index),
            }]),
            false => text.into(),
        };
        let pages = if is_there {
            counts[index].to_string()
        } else {
            "–".to_owned()
        };
        let first = if is_there {
            first_pages[index].to_string()
        } else {
            "–".to_owned()
        };
        vec![
            link(act.number.clone()),
            act.day.map_or_else(String::new, short_day).into(),
            title(act).into(),
            [act.kind.as_str(), act.other_party.as_str()]
                .into_iter()
                .filter(|part| !part.trim().is_empty())
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
            given(act).into(),
            pages.into(),
            first.into(),
        ]
    });
    body.push(LetterBlock::Table(LetterTable {
        rows: rows.collect(),
        columns: vec![
            column("Akt", 3.2, false),
            column("Dato", 6.4, false),
            column("Titel", 15.0, false),
            column("Type, part", 10.0, false),
            column("Udleveret", 10.5, false),
            column("Sider", 3.8, true),
            column("Fra side", 4.2, true),
        ],
    }));
    LetterOrder {
        title: list.title.clone(),
        body,
        ..LetterOrder::default()
    }
}

fn title(act: &BundleAct) -> String {
    match act.note.trim() {
        "" => act.title.clone(),
        note => format!("{}\n{note}", act.title),
    }
}

fn given(act: &BundleAct) -> String {
    let how = match act.given {
        Given::Whole => "I fuldt omfang",
        Given::Partly => "Delvist",
        Given::Not => "Ikke udleveret",
    };
    match act.bases.join("; ") {
        bases if bases.is_empty() => how.to_owned(),
        bases => format!("{how}: {bases}"),
    }
}

/// `03.12.2026`: digits stand under each other.
fn short_day(date: crate::ReleaseDate) -> String {
    format!("{:02}.{:02}.{}", date.day, date.month, date.year)
}

/// How marks are read, and what the provisions they name say.
pub(super) fn legend(order: &BundleOrder) -> Option<LetterOrder> {
    if order.legend.is_empty() {
        return None;
    }
    let rows = order
        .legend
        .iter()
        .map(|(basis, says)| vec![basis.as_str().into(), says.as_str().into()]);
    let column = |head: &str, share| LetterColumn {
        head: head.to_owned(),
        share,
        is_number: false,
    };
    let table = LetterTable {
        columns: vec![column("Bestemmelse", 3.0), column("Hvad den siger", 7.0)],
        rows: rows.collect(),
    };
    Some(LetterOrder {
        title: "Sådan læser du overstregningerne".to_owned(),
        body: vec![
            LetterBlock::Paragraph(
                "En sort bjælke dækker det, du ikke får. På bjælken står bestemmelsen, som det er udeladt \
                 efter, når der er plads til den. Et oplæsningsprogram læser den altid op. Det, der er dækket, \
                 er taget ud af filen og kan ikke findes frem."
                    .into(),
            ),
            LetterBlock::Table(table),
        ],
        ..LetterOrder::default()
    })
}
