//! The texts of an order: paragraphs, lists and tables, as JSON writes them.

use sagsbord_app::pdf::{
    LetterBlock, LetterColumn, LetterLink, LetterSpan, LetterTable, LetterText,
};
use serde::Deserialize;

/// One block, known by its only field.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Block {
    Overskrift(Text),
    Underoverskrift(Text),
    Afsnit(Text),
    Punkter(Vec<Text>),
    Numre(Vec<Text>),
    Tabel(Table),
    NySide(bool),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    kolonner: Vec<Column>,
    raekker: Vec<Vec<Text>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    titel: String,
    #[serde(default = "one")]
    bredde: f64,
    #[serde(default)]
    tal: bool,
}

fn one() -> f64 {
    1.0
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Text {
    Plain(String),
    Spans(Vec<Span>),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Span {
    Plain(String),
    Bold(Bold),
    Note(Note),
    Link(Link),
    ToAct(ToAct),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bold {
    fed: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    fodnote: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Link {
    tekst: String,
    link: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ToAct {
    tekst: String,
    akt: String,
}

/// The blocks, or where one of them links to an act that is not there.
pub(super) fn blocks(own: Vec<Block>, acts: &[String]) -> Result<Vec<LetterBlock>, String> {
    let mut made = Vec::with_capacity(own.len());
    for (index, block) in own.into_iter().enumerate() {
        let text = |own| text(own, acts).ok_or_else(|| format!("[{index}]"));
        let texts = |own: Vec<Text>| own.into_iter().map(text).collect::<Result<_, _>>();
        made.push(match block {
            Block::Overskrift(own) => LetterBlock::Heading(1, text(own)?),
            Block::Underoverskrift(own) => LetterBlock::Heading(2, text(own)?),
            Block::Afsnit(own) => LetterBlock::Paragraph(text(own)?),
            Block::Punkter(items) => LetterBlock::List {
                is_numbered: false,
                items: texts(items)?,
            },
            Block::Numre(items) => LetterBlock::List {
                is_numbered: true,
                items: texts(items)?,
            },
            Block::Tabel(table) => LetterBlock::Table(LetterTable {
                columns: table
                    .kolonner
                    .into_iter()
                    .map(|column| LetterColumn {
                        head: column.titel,
                        share: column.bredde,
                        is_number: column.tal,
                    })
                    .collect(),
                rows: table
                    .raekker
                    .into_iter()
                    .map(texts)
                    .collect::<Result<_, _>>()?,
            }),
            Block::NySide(true) => LetterBlock::NewPage,
            Block::NySide(false) => continue,
        });
    }
    Ok(made)
}

fn text(own: Text, acts: &[String]) -> Option<LetterText> {
    let spans = match own {
        Text::Plain(text) => return Some(text.into()),
        Text::Spans(spans) => spans,
    };
    let spans = spans.into_iter().map(|span| {
        Some(match span {
            Span::Plain(text) => LetterSpan::Plain(text),
            Span::Bold(bold) => LetterSpan::Bold(bold.fed),
            Span::Note(note) => LetterSpan::Note(note.fodnote),
            Span::Link(link) => LetterSpan::Link {
                text: link.tekst,
                to: LetterLink::Address(link.link),
            },
            Span::ToAct(link) => LetterSpan::Link {
                text: link.tekst,
                to: LetterLink::Act(acts.iter().position(|number| *number == link.akt)?),
            },
        })
    });
    spans.collect::<Option<_>>().map(LetterText)
}
