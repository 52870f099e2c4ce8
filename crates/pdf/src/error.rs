use thiserror::Error;

/// Why a file was refused, and where. Closed, so that each door can have a sentence for each.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum PdfError {
    #[error("the file is empty or no PDF")]
    NotAPdf,
    #[error("the file asks for a password")]
    PasswordNeeded,
    #[error("the password does not open the file")]
    WrongPassword,
    #[error("the file is encrypted in a way that is not known")]
    UnknownEncryption,
    #[error("the file is larger than {most} bytes")]
    FileTooLarge { most: u64 },
    #[error("the file has more than {most} pages")]
    TooManyPages { most: u32 },
    #[error("the file has more than {most} objects")]
    TooManyObjects { most: u64 },
    #[error("page {page} is larger than a page can be")]
    PageTooLarge { page: u32 },
    #[error("page {page} draws more than can be held")]
    PageTooFull { page: u32 },
    #[error("a picture on page {page} is larger than can be held")]
    PictureTooLarge { page: u32 },
    #[error("a font of the file says it has more letters than any font")]
    FontTooLarge,
    #[error("a calculation of the file is longer than any that colours need")]
    CalculationTooLong,
    #[error("objects of the file lie deeper in each other than can be held")]
    NestedTooDeep,
    #[error("a stream of the file unpacks to more than can be held")]
    StreamTooLarge,
    #[error("a stream of the file cannot be unpacked")]
    StreamUnreadable,
    #[error("more than {most} files lie in the file")]
    TooManyAttachments { most: u32 },
    #[error("page {page} took too long")]
    TooSlow { page: u32 },
    #[error("page {page} cannot be read")]
    PageBroken { page: u32 },
    #[error("there is no page {page}")]
    NoSuchPage { page: u32 },
    #[error("there is no such part of page {page}, or it is too large")]
    NoSuchArea { page: u32 },
    #[error("it was stopped by whoever asked")]
    Stopped,
    #[error("the logo is neither a PNG nor a JPEG that can be shown")]
    LogoUnreadable,
    #[error("picture {picture} is no picture that a page can be made of")]
    PictureUnreadable { picture: u32 },
    #[error("more texts are covered than a file can be read again for")]
    TooMuchCovered,
    #[error("the new file could not be written")]
    NotWritten,
}

impl PdfError {
    /// The name that messages and reports know it by.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAPdf => "not_a_pdf",
            Self::PasswordNeeded => "password_needed",
            Self::WrongPassword => "wrong_password",
            Self::UnknownEncryption => "unknown_encryption",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::TooManyPages { .. } => "too_many_pages",
            Self::TooManyObjects { .. } => "too_many_objects",
            Self::PageTooLarge { .. } => "page_too_large",
            Self::PageTooFull { .. } => "page_too_full",
            Self::PictureTooLarge { .. } => "picture_too_large",
            Self::FontTooLarge => "font_too_large",
            Self::CalculationTooLong => "calculation_too_long",
            Self::NestedTooDeep => "nested_too_deep",
            Self::StreamTooLarge => "stream_too_large",
            Self::StreamUnreadable => "stream_unreadable",
            Self::TooManyAttachments { .. } => "too_many_attachments",
            Self::TooSlow { .. } => "too_slow",
            Self::PageBroken { .. } => "page_broken",
            Self::NoSuchPage { .. } => "no_such_page",
            Self::NoSuchArea { .. } => "no_such_area",
            Self::Stopped => "stopped",
            Self::LogoUnreadable => "logo_unreadable",
            Self::PictureUnreadable { .. } => "picture_unreadable",
            Self::TooMuchCovered => "too_much_covered",
            Self::NotWritten => "not_written",
        }
    }

    /// The page it happened on, counted from 1.
    pub fn page(self) -> Option<u32> {
        match self {
            Self::PageTooLarge { page }
            | Self::PageTooFull { page }
            | Self::PictureTooLarge { page }
            | Self::TooSlow { page }
            | Self::PageBroken { page }
            | Self::NoSuchPage { page }
            | Self::NoSuchArea { page } => Some(page),
            _ => None,
        }
    }
}
