//! Mails, mailboxes, and what is wrapped around them.
//!
//! Each format is taken apart into the same [`Letter`], and `page` makes of it the page, the parts, the hidden data
//! and the quotations.

mod eml;
mod head;
mod mapi;
mod mbox;
mod mime;
mod msg;
mod page;
pub(crate) mod quotes;
mod rtf;
mod signed;
mod tnef;
pub(super) mod transfer;

pub(super) use head::named;
pub(super) use page::named_lines;

use super::{OutsideFile, Step, Unreadable};
use crate::{Found, Kind, MailHead, WhyUnreadable};

pub(super) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    match file.kind {
        Kind::Msg => msg::read(file.bytes, found),
        Kind::Mbox => mbox::read(file.bytes, found),
        Kind::Tnef => tnef::read(file.bytes, found),
        Kind::SignedMail | Kind::Signature => signed::read(file.bytes, found),
        _ => eml::read(file.bytes, found),
    }
}

/// A mail taken apart, whatever it came in.
#[derive(Default)]
struct Letter {
    head: MailHead,
    sent_by: String,
    reply_to: Vec<String>,
    bcc: Vec<String>,
    /// Of each signature around it.
    signers: Vec<String>,
    is_encrypted: bool,
    /// More lines for the head, each with its name.
    more: Vec<(&'static str, String)>,
    /// In their order; most mails have one.
    bodies: Vec<Body>,
    /// The same text in another form, which is not shown.
    other_bodies: Vec<Body>,
    parts: Vec<Part>,
    /// Headers that the page does not show.
    headers: Vec<(String, String)>,
    /// What the file says of itself, each with what it is.
    data: Vec<(&'static str, String)>,
    /// Text that lies outside of all parts.
    around: Vec<String>,
}

enum Body {
    Html(String),
    Plain(String, super::text::Lines),
}

/// An attachment or a picture of the text.
struct Part {
    name: String,
    /// By which the text in HTML calls it.
    id: Option<String>,
    content: Result<Vec<u8>, WhyUnreadable>,
}
