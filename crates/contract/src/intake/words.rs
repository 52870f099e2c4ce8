use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    )*};
}

words! {
    IntakeWish { GoOn, Pause, Stop }

    /// The one state that each file has.
    FileState { Waiting, Taken, Duplicate, Container, LeftOut, Unreadable }

    FileDecisionKind {
        /// With all that is inside it. Wants a reason.
        LeaveOut,
        /// Although it is equal to another.
        TakeAnyway,
        /// The one it is alike to stands for both.
        IsDuplicate,
        /// As if nothing had been decided.
        TakeBack,
    }

    HiddenDecisionKind {
        /// As a page of its own, behind the file's pages.
        TakeIn,
        /// Wants a reason.
        LeaveOut,
        TakeBack,
    }

    IntakeTool { Office, PhonePictures, Recognition }

    /// What a file is, by its content.
    FileKind {
        Pdf, Docx, Doc, Odt, Rtf, Xlsx, Xls, Ods, Csv, Pptx, Ppt, Odp, Text, Markdown, Html, Eml, Msg, Mbox, Tnef,
        SignedMail, Signature, Zip, SevenZ, Jpeg, Png, Tiff, Heic, Webp, Bmp, Gif, Calendar, ContactCard, Program,
        Empty, Unknown,
    }

    FileRole { Attachment, Inline, Part, Embedded, Wrapped }

    WhyUnreadable {
        NeedsPassword, WrongPassword, Encrypted, Empty, Damaged, UnknownKind, TooLarge, TooManyPages, TooManyPixels,
        TooManyParts, UnpacksToTooMuch, TooDeep, TooManyFiles, ContainsItself, TookTooLong, TookTooMuchMemory,
        ReaderStopped, NoConverter, NoPictureConverter, ConverterFailed, Missing,
    }

    HiddenKind {
        HiddenSheet, HiddenRows, HiddenColumns, PivotCache, ExternalLink, DeletedText, InsertedText, Comment,
        SpeakerNote, HiddenSlide, OffSlide, HiddenText, WhiteText, TextUnderPicture, TextUnderBox, InvisibleText, RecognisedText,
        OffPage, SwitchedOffLayer, Annotation, FormValue, Script, Description, Metadata, EarlierRevision, PhotoPlace, MailHeader,
        BlindCopy, QuotedThread, OtherBody, DataOfChart, CroppedPicture, Thumbnail, FurtherFrames, CustomData, ChoiceList, DefinedName,
        MoreThanKept,
    }

    PageFlag { LowConfidence, Handwriting, Face, Photo, TextDiffers, PictureOnly, Blank, NotRead }

    /// Which files a list shows.
    FileShown { All, Waiting, Taken, Duplicate, Alike, Container, LeftOut, Unreadable, Flagged, Hidden }
}
