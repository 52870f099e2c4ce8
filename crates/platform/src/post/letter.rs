use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::receivers::Receiver;
use crate::xml::{Attribute, Name, Ns, Writer, moment_text};

/// A letter as it is handed in (*MeMo*).
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Made once, and kept before the letter is sent: by it alone can be told what became of the letter.
    pub id: Uuid,
    pub title: String,
    pub sender: Sender,
    pub receiver: Receiver,
    pub created: DateTime<Utc>,
    pub main: LetterFile,
    pub attachments: Vec<LetterFile>,
    /// What the receiver is told by text message or mail. Nobody knows who reads that.
    pub notice: Option<String>,
    pub is_mandatory: bool,
    /// The law says what follows from having received it.
    pub is_legal_notification: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    pub cvr: String,
    pub name: String,
}

#[derive(Clone, PartialEq, Eq)]
pub struct LetterFile {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// Both are taken. The older wants to be told what the newer takes for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MemoVersion {
    V1_1,
    #[default]
    V1_2,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for LetterFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LetterFile")
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

const fn memo(local: &'static str) -> Name {
    Name(Ns::Memo, local)
}

impl Letter {
    pub fn files(&self) -> impl Iterator<Item = &LetterFile> {
        std::iter::once(&self.main).chain(&self.attachments)
    }

    /// What is sent: the letter in what the platform wraps around it, which is in no namespace.
    pub fn message(&self, version: MemoVersion) -> String {
        let mut writer = Writer::new();
        self.write(&mut writer, version);
        let letter = writer.into_text();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kombi_request><KombiValgKode>Digital Post</KombiValgKode>{letter}</kombi_request>"
        )
    }

    pub fn write(&self, writer: &mut Writer, version: MemoVersion) {
        let plain = |name, value| Attribute {
            ns: None,
            name,
            value,
        };
        let of_1_1 = [
            plain("memoVersion", "1.1"),
            plain("memoSchVersion", "1.1.0"),
        ];
        let of_1_2 = [plain("memoVersion", "1.2")];
        let attributes: &[Attribute<'_>] = match version {
            MemoVersion::V1_1 => &of_1_1,
            MemoVersion::V1_2 => &of_1_2,
        };
        writer.element_with(memo("Message"), attributes, |writer| {
            writer.element(memo("MessageHeader"), |writer| self.write_header(writer));
            writer.element(memo("MessageBody"), |writer| self.write_body(writer));
        });
    }

    fn write_header(&self, writer: &mut Writer) {
        writer.text(memo("messageType"), "DIGITALPOST");
        writer.text(memo("messageUUID"), &self.id.to_string());
        writer.text(memo("label"), &self.title);
        writer.optional(memo("notification"), self.notice.as_deref());
        writer.text(memo("reply"), "false");
        writer.text(memo("mandatory"), yes_or_no(self.is_mandatory));
        let is_legal = yes_or_no(self.is_legal_notification);
        writer.text(memo("legalNotification"), is_legal);
        writer.element(memo("Sender"), |writer| {
            writer.text(memo("senderID"), &self.sender.cvr);
            writer.text(memo("idType"), "CVR");
            writer.text(memo("label"), &self.sender.name);
        });
        writer.element(memo("Recipient"), |writer| {
            let (number, kind) = match &self.receiver {
                Receiver::Person(cpr) => (cpr.digits(), "CPR"),
                Receiver::Company(cvr) => (cvr.as_str(), "CVR"),
            };
            writer.text(memo("recipientID"), number);
            writer.text(memo("idType"), kind);
        });
    }

    fn write_body(&self, writer: &mut Writer) {
        writer.text(memo("createdDateTime"), &moment_text(self.created));
        writer.element(memo("MainDocument"), |writer| self.main.write(writer));
        for attachment in &self.attachments {
            writer.element(memo("AdditionalDocument"), |writer| {
                writer.text(memo("label"), &attachment.name);
                attachment.write(writer);
            });
        }
    }
}

impl LetterFile {
    fn write(&self, writer: &mut Writer) {
        writer.element(memo("File"), |writer| {
            writer.text(memo("encodingFormat"), &self.media_type);
            writer.text(memo("filename"), &self.name);
            writer.text(memo("language"), "da");
            writer.element(memo("content"), |writer| {
                writer.verbatim(&BASE64_STANDARD.encode(&self.bytes));
            });
        });
    }
}

fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "true" } else { "false" }
}
