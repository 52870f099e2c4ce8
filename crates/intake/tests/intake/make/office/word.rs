use super::{Package, escaped};

pub(crate) const MAIN: &str = "word/document.xml";
const NAMES: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"",
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"",
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"",
    " xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"",
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"",
    " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"",
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""
);

/// A document of Word's: what stands in its body, and what is added to the package.
pub(crate) fn document(body: &str, add: impl FnOnce(&mut Package)) -> Vec<u8> {
    let mut package = Package::default();
    package.relate("", "officeDocument", MAIN);
    package.part(
        MAIN,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document{NAMES}><w:body>{body}\
             <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
             <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/>\
             </w:sectPr></w:body></w:document>"
        ),
    );
    add(&mut package);
    package.bytes()
}

/// A part with the names that a document has.
pub(crate) fn part(root: &str, inner: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{root}{NAMES}>{inner}</w:{root}>")
}

pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run("", text))
}

/// A stretch of text with its properties.
pub(crate) fn run(properties: &str, text: &str) -> String {
    format!(
        "<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}
