/// What sort of file. Several kinds may share an extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    Text,
    /// Text from before Unicode: Windows-1252 and CRLF.
    OldText,
    Markdown,
    Html,
    Csv,
    Rtf,
    Mail,
    Mailbox,
    Appointment,
    Contact,
    Word,
    Spreadsheet,
    Slides,
    OpenText,
    OpenSheet,
    PdfLetter,
    PdfColumns,
    PdfTable,
    /// A picture of a page and no text.
    PdfScan,
    Png,
    Bmp,
    Gif,
    Tiff,
    /// An archive with files and an archive in it.
    Zip,
}

/// How many of sixty files are of each kind.
const MIX: &[(FileKind, usize)] = &[
    (FileKind::Text, 3),
    (FileKind::OldText, 1),
    (FileKind::Markdown, 1),
    (FileKind::Html, 2),
    (FileKind::Csv, 2),
    (FileKind::Rtf, 2),
    (FileKind::Mail, 8),
    (FileKind::Mailbox, 1),
    (FileKind::Appointment, 1),
    (FileKind::Contact, 1),
    (FileKind::Word, 8),
    (FileKind::Spreadsheet, 3),
    (FileKind::Slides, 1),
    (FileKind::OpenText, 2),
    (FileKind::OpenSheet, 1),
    (FileKind::PdfLetter, 8),
    (FileKind::PdfColumns, 2),
    (FileKind::PdfTable, 3),
    (FileKind::PdfScan, 4),
    (FileKind::Png, 2),
    (FileKind::Bmp, 1),
    (FileKind::Gif, 1),
    (FileKind::Tiff, 1),
    (FileKind::Zip, 1),
];
const MIX_TOTAL: usize = 60;

impl FileKind {
    /// Shuffled, and in the proportions of the mix over every sixty numbers.
    pub(crate) fn for_number(number: usize) -> Self {
        // 37 shares no factor with 60, so each place in the mix is met once.
        let mut place = number.wrapping_mul(37) % MIX_TOTAL;
        for (kind, count) in MIX {
            if place < *count {
                return *kind;
            }
            place -= count;
        }
        Self::Text
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Text | Self::OldText => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Rtf => "rtf",
            Self::Mail => "eml",
            Self::Mailbox => "mbox",
            Self::Appointment => "ics",
            Self::Contact => "vcf",
            Self::Word => "docx",
            Self::Spreadsheet => "xlsx",
            Self::Slides => "pptx",
            Self::OpenText => "odt",
            Self::OpenSheet => "ods",
            Self::PdfLetter | Self::PdfColumns | Self::PdfTable | Self::PdfScan => "pdf",
            Self::Png => "png",
            Self::Bmp => "bmp",
            Self::Gif => "gif",
            Self::Tiff => "tif",
            Self::Zip => "zip",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text | Self::OldText => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Rtf => "application/rtf",
            Self::Mail => "message/rfc822",
            Self::Mailbox => "application/mbox",
            Self::Appointment => "text/calendar",
            Self::Contact => "text/vcard",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Spreadsheet => {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
            Self::Slides => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::OpenText => "application/vnd.oasis.opendocument.text",
            Self::OpenSheet => "application/vnd.oasis.opendocument.spreadsheet",
            Self::PdfLetter | Self::PdfColumns | Self::PdfTable | Self::PdfScan => {
                "application/pdf"
            }
            Self::Png => "image/png",
            Self::Bmp => "image/bmp",
            Self::Gif => "image/gif",
            Self::Tiff => "image/tiff",
            Self::Zip => "application/zip",
        }
    }

    pub(super) fn is_picture(self) -> bool {
        matches!(
            self,
            Self::PdfScan | Self::Png | Self::Bmp | Self::Gif | Self::Tiff
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_files_in_a_row_hold_the_whole_mix() {
        for (kind, count) in MIX {
            let met = (120..180).filter(|n| FileKind::for_number(*n) == *kind);
            assert_eq!(met.count(), *count, "{kind:?}");
        }
    }
}
