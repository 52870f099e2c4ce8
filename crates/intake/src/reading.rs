//! What a file turned out to hold. A reading depends on the file's bytes (and a password) alone, never on its
//! neighbours or on what people decide: that is why it can be kept, and done again after a stop, without a trace.

use serde::{Deserialize, Serialize};

use crate::Kind;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub kind: Kind,
    pub outcome: Outcome,
    /// Its attachments and parts, in their order. Each is a file of its own in the manifest.
    pub children: Vec<Child>,
    pub hidden: Vec<Hidden>,
    /// Findings beyond the bound: counted, and not kept.
    pub hidden_beyond: u32,
    pub mail: Option<MailHead>,
    /// What the mail quotes of others, and its own text first.
    pub quoted: Vec<QuotedPart>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    Pages {
        source: PageSource,
        pages: Vec<TakenPage>,
        /// What the pages' file is opened with, where it is locked.
        password: Option<String>,
    },
    /// Nothing of its own to see: its parts are the whole of it.
    Container,
    Unreadable {
        why: WhyUnreadable,
        /// What a technician would ask: never text of the file.
        detail: String,
    },
}

/// Where the pages are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageSource {
    /// The file is a PDF itself.
    Itself,
    /// A PDF was made of it.
    Made { sha256: String, bytes: u64 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyUnreadable {
    NeedsPassword,
    WrongPassword,
    /// For somebody's own key: no password opens it here.
    Encrypted,
    Empty,
    /// It is of a known kind, and broken.
    Damaged,
    /// Its kind is not known, or is not one that pages can be made of.
    UnknownKind,
    TooLarge,
    TooManyPages,
    TooManyPixels,
    TooManyParts,
    UnpacksToTooMuch,
    TooDeep,
    TooManyFiles,
    ContainsItself,
    TookTooLong,
    TookTooMuchMemory,
    /// The reader ended in the middle of it.
    ReaderStopped,
    /// LibreOffice is not on this machine.
    NoConverter,
    /// A telephone's picture, and the program that unpacks such is not on this machine.
    NoPictureConverter,
    ConverterFailed,
    /// It names a file that is not here.
    Missing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// As it is called, cleaned of what would mislead: paths, control signs, marks that turn the reading direction.
    pub name: String,
    pub role: ChildRole,
    /// `Err` where it could not be had out of its container.
    pub content: Result<ChildContent, WhyUnreadable>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildContent {
    pub sha256: String,
    pub bytes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildRole {
    /// Of a mail, a PDF, an appointment.
    Attachment,
    /// A picture shown in the text of a mail.
    Inline,
    /// Of an archive or a mailbox.
    Part,
    /// Embedded in an office file.
    Embedded,
    /// What a signature or a wrapping was put around.
    Wrapped,
}

/// Something that is in the file and that pages do not show, or show without it being seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    pub kind: HiddenKind,
    /// Where: a sheet and its cells, a page, a slide, a header's name. In the file's own words.
    pub place: String,
    /// What is hidden, bounded; empty where there is nothing to read.
    pub text: String,
    /// How many of them this line stands for.
    pub count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenKind {
    HiddenSheet,
    HiddenRows,
    HiddenColumns,
    PivotCache,
    ExternalLink,
    DeletedText,
    InsertedText,
    Comment,
    SpeakerNote,
    HiddenSlide,
    OffSlide,
    HiddenText,
    WhiteText,
    TextUnderPicture,
    TextUnderBox,
    InvisibleText,
    /// What a scanner's program read in a page's picture.
    RecognisedText,
    OffPage,
    SwitchedOffLayer,
    Annotation,
    FormValue,
    Script,
    /// Read aloud in place of a picture.
    Description,
    Metadata,
    EarlierRevision,
    PhotoPlace,
    MailHeader,
    BlindCopy,
    QuotedThread,
    /// The same mail as another text, where the two differ.
    OtherBody,
    DataOfChart,
    CroppedPicture,
    Thumbnail,
    /// Pictures of the same file that are not shown: of a film, or behind the end of the first.
    FurtherFrames,
    /// Data that a program keeps beside the text: variables, building blocks, data bound to fields.
    CustomData,
    /// What a field or a cell lets one choose from.
    ChoiceList,
    /// A name for cells, and what it stands for.
    DefinedName,
    /// There is more than is kept of one file: somebody must look at the file itself.
    MoreThanKept,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakenPage {
    /// In points.
    pub width: f32,
    pub height: f32,
    /// In reading order; of the file itself, or read from the picture.
    pub text: String,
    pub read: Option<ReadByOcr>,
    pub flags: Vec<PageFlag>,
}

/// What was read from a page's picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadByOcr {
    pub words: Vec<ReadWord>,
    /// 0 to 100, by letters.
    pub confidence: f32,
    /// How far it was turned clockwise to be read: 0, 90, 180 or 270.
    pub turned: u16,
    /// Degrees that its lines fell clockwise after that.
    pub straightened: f32,
    #[serde(default)]
    pub look: Look,
}

/// What was seen of a page before its words were read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    pub own_text: OwnText,
    pub flags: Vec<PageFlag>,
}

/// The text that lies in the file for a page that is read from its picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnText {
    #[default]
    None,
    /// It is seen, and what is read comes in addition.
    Seen,
    /// What another program read in the picture, and laid beneath it.
    Unseen,
    /// Its fonts do not say what its letters are.
    Garbled,
}

impl ReadByOcr {
    /// Line by line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut last = None;
        for word in &self.words {
            if let Some(line) = last {
                text.push(if line == word.line { ' ' } else { '\n' });
            }
            text.push_str(&word.text);
            last = Some(word.line);
        }
        text
    }

    /// Whether another reading of the same page is worth less: by how sure its letters are, and how many.
    pub(crate) fn is_clearer_than(&self, other: &Self) -> bool {
        let worth = |read: &Self| {
            let letters = |word: &ReadWord| word.text.chars().count() as f32;
            let sure = read.words.iter().filter(|word| word.confidence > 50.0);
            sure.map(|word| letters(word) * word.confidence)
                .sum::<f32>()
        };
        worth(self) > worth(other)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadWord {
    pub text: String,
    /// Left, top, right, bottom in points from the top left of the page as it is shown.
    pub area: [f32; 4],
    pub confidence: f32,
    /// Which line of the page it belongs to.
    pub line: u32,
}

/// Why a person should look at a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageFlag {
    /// Its picture has text that could not be read well.
    LowConfidence,
    Handwriting,
    Face,
    /// Something like a photo in which no face was found: somebody may be on it all the same.
    Photo,
    /// The text that lies in the file is not what the picture shows; it was read anew.
    TextDiffers,
    /// There is something to see and no text was found.
    PictureOnly,
    Blank,
    /// It should be read from its picture, and Tesseract is not on this machine.
    NotRead,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailHead {
    pub message_id: Option<String>,
    pub in_reply_to: Vec<String>,
    pub references: Vec<String>,
    pub subject: String,
    pub from: String,
    pub to: Vec<String>,
    pub cc: Vec<String>,
    /// Seconds since 1970, UTC.
    pub sent: Option<i64>,
}

/// A stretch of a mail's text: its own, or one mail that it quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedPart {
    /// 0 is the mail's own text.
    pub depth: u32,
    /// From its head where the quotation has one.
    pub from: String,
    pub sent: String,
    pub subject: String,
    /// Of the text with spaces, case and quotation marks taken away: equal for copies of one mail.
    pub fingerprint: String,
    pub text: String,
}

/// How alike two files are, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Likeness(pub u16);

impl HiddenKind {
    /// It may be part of what the document says, so a person must decide about it. The others tell of the file, not of
    /// its matter, and no page made of it holds them.
    pub fn is_weighty(self) -> bool {
        !matches!(
            self,
            Self::Metadata
                | Self::MailHeader
                | Self::Thumbnail
                | Self::QuotedThread
                | Self::PhotoPlace
                | Self::ExternalLink
                | Self::Script
                | Self::Description
                | Self::RecognisedText
                | Self::ChoiceList
                | Self::DefinedName
        )
    }
}
