use std::collections::HashSet;

use chrono::{DateTime, NaiveDate};
use sagsbord_domain::{DocumentKind, danish_day};
use sagsbord_intake::MailHead;
use sagsbord_store::Store;

use super::{FilingRow, Intake, Kind, Place, Row, Sensitivity};
use crate::AppError;
use crate::intake::manifest_of::reading_of;

pub(super) const LONGEST_TITLE: usize = 255;

/// A document that a file is to become.
pub(super) struct Planned {
    pub(super) place: Place,
    pub(super) sha256: String,
    pub(super) file_name: String,
    pub(super) file_kind: Option<Kind>,
    pub(super) title: String,
    pub(super) kind: DocumentKind,
    pub(super) date: NaiveDate,
    pub(super) sensitivity: Sensitivity,
    pub(super) is_filed: bool,
}

impl Planned {
    /// A mail is called after its subject and has its own day; another file after its name, and the day it was handed in.
    pub(super) async fn of(
        store: &Store,
        row: &Row,
        intake: &Intake,
        sensitivity: Sensitivity,
        there: &HashSet<String>,
    ) -> Result<Self, AppError> {
        let sha256 = row.sha256.clone().unwrap_or_default();
        let mail = match row.kind {
            Some(kind) if kind.is_mail() => reading_of(store, &sha256, &row.name).await?.mail,
            _ => None,
        };
        let subject = mail.as_ref().and_then(subject);
        let sent = mail.as_ref().and_then(|mail| mail.sent);
        let sent = sent.and_then(|sent| DateTime::from_timestamp(sent, 0));
        Ok(Self {
            place: row.place.clone(),
            file_name: row.name.clone(),
            file_kind: row.kind,
            title: subject.unwrap_or_else(|| in_bounds(without_ending(&row.name))),
            kind: DocumentKind::Incoming,
            date: danish_day(sent.unwrap_or(intake.started_at)),
            sensitivity,
            is_filed: there.contains(&sha256),
            sha256,
        })
    }

    pub(super) fn row(&self) -> FilingRow {
        FilingRow {
            place: String::from(self.place.clone()),
            file_name: self.file_name.clone(),
            title: self.title.clone(),
            kind: self.kind.into(),
            date: self.date.to_string(),
            sensitivity: self.sensitivity.into(),
            is_filed: self.is_filed,
        }
    }
}

fn subject(mail: &MailHead) -> Option<String> {
    let subject = in_bounds(&mail.subject);
    (!subject.is_empty()).then_some(subject)
}

pub(in crate::intake) fn in_bounds(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .take(LONGEST_TITLE)
        .collect();
    text.trim().to_owned()
}

pub(in crate::intake) fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// By what the bytes were found to be, never by what a name says.
pub(in crate::intake) const fn media_type(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Pdf) => "application/pdf",
        Some(Kind::Docx) => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        Some(Kind::Xlsx) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some(Kind::Pptx) => {
            "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        }
        Some(Kind::Odt) => "application/vnd.oasis.opendocument.text",
        Some(Kind::Ods) => "application/vnd.oasis.opendocument.spreadsheet",
        Some(Kind::Odp) => "application/vnd.oasis.opendocument.presentation",
        Some(Kind::Text | Kind::Markdown | Kind::Csv) => "text/plain",
        Some(Kind::Eml) => "message/rfc822",
        Some(Kind::Msg) => "application/vnd.ms-outlook",
        Some(Kind::Jpeg) => "image/jpeg",
        Some(Kind::Png) => "image/png",
        Some(Kind::Tiff) => "image/tiff",
        Some(Kind::Webp) => "image/webp",
        Some(Kind::Bmp) => "image/bmp",
        Some(Kind::Gif) => "image/gif",
        _ => "application/octet-stream",
    }
}
