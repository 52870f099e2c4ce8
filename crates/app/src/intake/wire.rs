//! The intake's words and the contract's: the same, on two sides of the border.

use sagsbord_contract as contract;
use sagsbord_intake as intake;

macro_rules! twins {
    ($($name:ident from $from:ident { $($variant:ident),* $(,)? })*) => {$(
        pub(crate) fn $name(word: intake::$from) -> twins!(@ $from) {
            match word { $(intake::$from::$variant => <twins!(@ $from)>::$variant),* }
        }
    )*};
    (@ Kind) => { contract::FileKind };
    (@ ChildRole) => { contract::FileRole };
    (@ WhyUnreadable) => { contract::WhyUnreadable };
    (@ HiddenKind) => { contract::HiddenKind };
    (@ PageFlag) => { contract::PageFlag };
}

twins! {
    file_kind from Kind {
        Pdf, Docx, Doc, Odt, Rtf, Xlsx, Xls, Ods, Csv, Pptx, Ppt, Odp, Text, Markdown, Html, Eml, Msg, Mbox, Tnef,
        SignedMail, Signature, Zip, SevenZ, Jpeg, Png, Tiff, Heic, Webp, Bmp, Gif, Calendar, ContactCard, Program,
        Empty, Unknown,
    }
    role from ChildRole { Attachment, Inline, Part, Embedded, Wrapped }
    why from WhyUnreadable {
        NeedsPassword, WrongPassword, Encrypted, Empty, Damaged, UnknownKind, TooLarge, TooManyPages, TooManyPixels,
        TooManyParts, UnpacksToTooMuch, TooDeep, TooManyFiles, ContainsItself, TookTooLong, TookTooMuchMemory,
        ReaderStopped, NoConverter, NoPictureConverter, ConverterFailed, Missing,
    }
    hidden_kind from HiddenKind {
        HiddenSheet, HiddenRows, HiddenColumns, PivotCache, ExternalLink, DeletedText, InsertedText, Comment,
        SpeakerNote, HiddenSlide, OffSlide, HiddenText, WhiteText, TextUnderPicture, TextUnderBox, InvisibleText, RecognisedText,
        OffPage, SwitchedOffLayer, Annotation, FormValue, Script, Description, Metadata, EarlierRevision, PhotoPlace, MailHeader,
        BlindCopy, QuotedThread, OtherBody, DataOfChart, CroppedPicture, Thumbnail, FurtherFrames, CustomData, ChoiceList, DefinedName,
        MoreThanKept,
    }
    page_flag from PageFlag { LowConfidence, Handwriting, Face, Photo, TextDiffers, PictureOnly, Blank, NotRead }
}

/// The word that one of the intake's is kept under.
pub(super) fn word(of: impl serde::Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Words of decisions and wishes, as they are kept.
pub(super) mod kept {
    use sagsbord_contract::{FileDecisionKind, HiddenDecisionKind, IntakeWish};

    pub(in crate::intake) const fn wish(wish: IntakeWish) -> &'static str {
        match wish {
            IntakeWish::GoOn => "go_on",
            IntakeWish::Pause => "pause",
            IntakeWish::Stop => "stop",
        }
    }

    pub(in crate::intake) fn wish_of(word: &str) -> IntakeWish {
        IntakeWish::ALL
            .iter()
            .copied()
            .find(|known| wish(*known) == word)
            .unwrap_or(IntakeWish::Stop)
    }

    pub(in crate::intake) const fn file(decision: FileDecisionKind) -> &'static str {
        match decision {
            FileDecisionKind::LeaveOut => "leave_out",
            FileDecisionKind::TakeAnyway => "take_anyway",
            FileDecisionKind::IsDuplicate => "is_duplicate",
            FileDecisionKind::TakeBack => "take_back",
        }
    }

    /// What no program can have written takes back: it decides nothing.
    pub(in crate::intake) fn file_of(word: &str) -> FileDecisionKind {
        FileDecisionKind::ALL
            .iter()
            .copied()
            .find(|known| file(*known) == word)
            .unwrap_or(FileDecisionKind::TakeBack)
    }

    pub(in crate::intake) const fn hidden(decision: HiddenDecisionKind) -> &'static str {
        match decision {
            HiddenDecisionKind::TakeIn => "take_in",
            HiddenDecisionKind::LeaveOut => "leave_out",
            HiddenDecisionKind::TakeBack => "take_back",
        }
    }

    /// `None`: nothing is decided, or it was taken back.
    pub(in crate::intake) fn hidden_of(word: &str) -> Option<HiddenDecisionKind> {
        match word {
            "take_in" => Some(HiddenDecisionKind::TakeIn),
            "leave_out" => Some(HiddenDecisionKind::LeaveOut),
            _ => None,
        }
    }
}
