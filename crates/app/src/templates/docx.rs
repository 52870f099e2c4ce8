//! The same letter as a Word document: headings, lists and table heads as what they are, in Danish, with a title.
//!
//! Written by ourselves over the zip crate, as the tables are (`table_file/xlsx.rs`): what a letter needs of the format
//! is a page long, and each part of it can be read here.

use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use chrono::{DateTime, SecondsFormat, Utc};
use sagsbord_pdf::{LetterBlock, LetterOrder, LetterSpan, LetterTable, LetterText, danish_day};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(super) fn write(order: &LetterOrder, now: DateTime<Utc>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, content: &str| -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name, options)?;
        zip.write_all(HEAD.as_bytes())?;
        zip.write_all(content.as_bytes())
    };
    let mut body = Body::default();
    body.letter(order);
    part("[Content_Types].xml", CONTENT_TYPES)?;
    part("_rels/.rels", PACKAGE_RELATIONS)?;
    part("docProps/core.xml", &core(&order.title, now))?;
    part("word/_rels/document.xml.rels", DOCUMENT_RELATIONS)?;
    part("word/styles.xml", STYLES)?;
    part("word/numbering.xml", &numbering(body.numbered_lists))?;
    part("word/settings.xml", SETTINGS)?;
    part("word/footer1.xml", &footer(&order.foot))?;
    part(
        "word/document.xml",
        &format!(
            "<w:document {W} {R}><w:body>{}{SECTION}</w:body></w:document>",
            body.xml
        ),
    )?;
    Ok(zip.finish()?.into_inner())
}

#[derive(Default)]
struct Body {
    xml: String,
    /// Each numbered list begins at 1.
    numbered_lists: usize,
}

impl Body {
    fn letter(&mut self, order: &LetterOrder) {
        let head = &order.head;
        for line in &head.recipient {
            self.paragraph("Address", &line.as_str().into(), "");
        }
        for line in &head.sender {
            self.paragraph("Sender", &line.as_str().into(), "");
        }
        if let Some(date) = head.date {
            self.paragraph("Sender", &danish_day(date).into(), "");
        }
        for (name, value) in &head.facts {
            self.paragraph("Sender", &format!("{name} {value}").into(), "");
        }
        self.paragraph("Heading1", &order.title.as_str().into(), "");
        for block in &order.body {
            self.block(block);
        }
    }

    fn block(&mut self, block: &LetterBlock) {
        match block {
            LetterBlock::Heading(level, text) => {
                let style = if *level <= 1 { "Heading2" } else { "Heading3" };
                self.paragraph(style, text, "");
            }
            LetterBlock::Paragraph(text) => self.paragraph("Normal", text, ""),
            LetterBlock::List { is_numbered, items } => {
                if *is_numbered {
                    self.numbered_lists += 1;
                }
                let list = if *is_numbered {
                    BULLETS + self.numbered_lists
                } else {
                    BULLETS
                };
                let properties =
                    format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
                for item in items {
                    self.paragraph("ListParagraph", item, &properties);
                }
            }
            LetterBlock::Item { mark, text, .. } => {
                let mut spans = vec![LetterSpan::Plain(format!("{mark} "))];
                spans.extend(text.0.iter().cloned());
                self.paragraph("ListParagraph", &LetterText(spans), "");
            }
            LetterBlock::Table(table) => self.table(table),
            LetterBlock::Quoted(_, inner) => self.block(inner),
            LetterBlock::Rule => self.paragraph("Normal", &LetterText::default(), RULE),
            LetterBlock::NewPage => {
                self.xml
                    .push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
            }
        }
    }

    fn paragraph(&mut self, style: &str, text: &LetterText, properties: &str) {
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{}</w:p>",
            runs(text)
        );
    }

    fn table(&mut self, table: &LetterTable) {
        let columns = table.columns.len().max(1);
        let width = TEXT_WIDTH / columns;
        self.xml.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
             <w:tblLook w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
        );
        for _ in 0..columns {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        let head: Vec<LetterText> = table
            .columns
            .iter()
            .map(|column| LetterText(vec![LetterSpan::Bold(column.head.clone())]))
            .collect();
        // Repeated on each page, and read as the head of each column.
        self.row(
            &head,
            width,
            "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        );
        for row in &table.rows {
            self.row(row, width, "<w:trPr><w:cantSplit/></w:trPr>");
        }
        self.xml.push_str("</w:tbl>");
        // A table that ends a document must have a paragraph after it.
        self.paragraph("Normal", &LetterText::default(), "");
    }

    fn row(&mut self, cells: &[LetterText], width: usize, properties: &str) {
        let _ = write!(self.xml, "<w:tr>{properties}");
        for cell in cells {
            let _ = write!(
                self.xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
            );
            self.paragraph("Cell", cell, "");
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }
}

fn runs(text: &LetterText) -> String {
    let mut out = String::new();
    for span in &text.0 {
        let (look, said) = match span {
            LetterSpan::Plain(said) | LetterSpan::Link { text: said, .. } => ("", said),
            LetterSpan::Bold(said) => ("<w:rPr><w:b/></w:rPr>", said),
            LetterSpan::Note(said) => ("<w:rPr><w:i/></w:rPr>", said),
        };
        let said = escaped(said);
        let _ = write!(
            out,
            "<w:r>{look}<w:t xml:space=\"preserve\">{said}</w:t></w:r>"
        );
    }
    out
}

/// Letters that XML forbids are left out: no reader opens a file that has them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn core(title: &str, now: DateTime<Utc>) -> String {
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:language>da-DK</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created></cp:coreProperties>",
        escaped(title)
    )
}

fn footer(text: &str) -> String {
    format!(
        "<w:ftr {W}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{} · side </w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>",
        escaped(text)
    )
}

fn numbering(numbered_lists: usize) -> String {
    let level = |format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"567\" w:hanging=\"340\"/></w:pPr></w:lvl>"
        )
    };
    let mut out = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level("bullet", "•"),
        level("decimal", "%1."),
    );
    for list in 1..=numbered_lists {
        let _ = write!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            BULLETS + list
        );
    }
    out.push_str("</w:numbering>");
    out
}

const BULLETS: usize = 1;
/// Between the margins of an A4 page, in twentieths of a point.
const TEXT_WIDTH: usize = 9070;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RULE: &str =
    "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"767676\"/></w:pBdr>";

const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
     <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" \
     w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
     <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
     <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
     <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
     <Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
     <Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
     <Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
     <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
     </Types>";

const PACKAGE_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
     <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
     </Relationships>";

const DOCUMENT_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
     <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>\
     <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
     <Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
     </Relationships>";

const SETTINGS: &str = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
     <w:themeFontLang w:val=\"da-DK\"/></w:settings>";

const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
     <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>\
     <w:sz w:val=\"22\"/><w:lang w:val=\"da-DK\" w:eastAsia=\"da-DK\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
     <w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
     <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>\
     <w:pPr><w:keepNext/><w:spacing w:before=\"480\" w:after=\"200\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>\
     <w:pPr><w:keepNext/><w:spacing w:before=\"280\" w:after=\"120\"/><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"26\"/></w:rPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Heading3\"><w:name w:val=\"heading 3\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>\
     <w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"ListParagraph\"><w:name w:val=\"List Paragraph\"/><w:basedOn w:val=\"Normal\"/>\
     <w:pPr><w:spacing w:after=\"60\"/><w:ind w:left=\"567\"/></w:pPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Address\"><w:name w:val=\"Address\"/><w:basedOn w:val=\"Normal\"/>\
     <w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Sender\"><w:name w:val=\"Sender\"/><w:basedOn w:val=\"Normal\"/>\
     <w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/></w:pPr><w:rPr><w:sz w:val=\"20\"/></w:rPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Cell\"><w:name w:val=\"Cell\"/><w:basedOn w:val=\"Normal\"/>\
     <w:pPr><w:spacing w:before=\"60\" w:after=\"60\"/></w:pPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/>\
     <w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>\
     <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>\
     <w:top w:val=\"single\" w:sz=\"4\" w:color=\"767676\"/><w:left w:val=\"single\" w:sz=\"4\" w:color=\"767676\"/>\
     <w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"767676\"/><w:right w:val=\"single\" w:sz=\"4\" w:color=\"767676\"/>\
     <w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"767676\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"767676\"/>\
     </w:tblBorders></w:tblPr></w:style></w:styles>";
