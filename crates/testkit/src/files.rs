//! Real files of many kinds, drawn from a [`Story`]: what a municipality's cases are full of.
//!
//! Every writer is small and ours, so that the same story gives the same bytes on every machine.

mod bitmap;
mod calendar;
mod contact;
mod encoding;
mod font;
mod html;
mod kind;
mod mail;
mod open_document;
mod open_xml;
mod pdf;
mod picture;
mod plain;
mod rtf;
mod sentences;
mod story;
mod zipped;

#[cfg(test)]
mod tests;

pub use kind::FileKind;
pub use story::{Correspondent, Story};

use crate::municipality::Dice;

pub(crate) fn write(kind: FileKind, story: &Story, dice: &mut Dice) -> Vec<u8> {
    match kind {
        FileKind::Text => plain::text(story),
        FileKind::OldText => encoding::windows_1252(&story.as_plain_text().replace('\n', "\r\n")),
        FileKind::Markdown => plain::markdown(story),
        FileKind::Html => html::write(story),
        FileKind::Csv => plain::csv(story),
        FileKind::Rtf => rtf::write(story),
        FileKind::Mail => mail::message(story, dice),
        FileKind::Mailbox => mail::mailbox(story, dice),
        FileKind::Appointment => calendar::write(story),
        FileKind::Contact => contact::write(story),
        FileKind::Word => open_xml::document(story),
        FileKind::Spreadsheet => open_xml::workbook(story),
        FileKind::Slides => open_xml::presentation(story),
        FileKind::OpenText => open_document::text(story),
        FileKind::OpenSheet => open_document::sheet(story),
        FileKind::PdfLetter => pdf::letter(story),
        FileKind::PdfColumns => pdf::columns(story),
        FileKind::PdfTable => pdf::table(story),
        FileKind::PdfScan => pdf::scan(story, dice),
        FileKind::Png => picture::png(&bitmap::scan(story, dice)),
        FileKind::Bmp => picture::bmp(&bitmap::scan(story, dice)),
        FileKind::Gif => picture::gif(&bitmap::sketch(story, dice)),
        FileKind::Tiff => picture::tiff(&bitmap::scan(story, dice)),
        FileKind::Zip => zipped::bundle(story, dice),
    }
}
