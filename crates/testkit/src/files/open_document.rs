use zip::CompressionMethod;

use super::Story;
use super::encoding::xml;
use super::zipped::archive_with;

const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
     xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
     xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
     xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
     xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"";

pub(super) fn text(story: &Story) -> Vec<u8> {
    let mut body = format!(
        "<office:text><text:h text:outline-level=\"1\">{}</text:h>",
        xml(&story.title)
    );
    for (name, value) in &story.facts {
        body.push_str(&format!("<text:p>{}: {}</text:p>", xml(name), xml(value)));
    }
    for paragraph in &story.paragraphs {
        body.push_str(&format!("<text:p>{}</text:p>", xml(paragraph)));
    }
    body.push_str(&table(story));
    body.push_str("</office:text>");
    package("application/vnd.oasis.opendocument.text", story, &body)
}

pub(super) fn sheet(story: &Story) -> Vec<u8> {
    let body = format!("<office:spreadsheet>{}</office:spreadsheet>", table(story));
    package(
        "application/vnd.oasis.opendocument.spreadsheet",
        story,
        &body,
    )
}

fn table(story: &Story) -> String {
    let mut table = String::from(
        "<table:table table:name=\"Oversigt\">\
         <table:table-column table:number-columns-repeated=\"4\"/>",
    );
    for row in &story.table {
        table.push_str("<table:table-row>");
        for cell in row {
            table.push_str(&format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                xml(cell)
            ));
        }
        table.push_str("</table:table-row>");
    }
    table.push_str("</table:table>");
    table
}

fn package(media_type: &str, story: &Story, body: &str) -> Vec<u8> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let content = format!(
        "{head}<office:document-content {NAMESPACES}><office:body>{body}</office:body>\
         </office:document-content>"
    );
    let meta = format!(
        "{head}<office:document-meta {NAMESPACES}><office:meta><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><meta:creation-date>{}T09:00:00</meta:creation-date>\
         </office:meta></office:document-meta>",
        xml(&story.title),
        xml(&story.author.name),
        story.date
    );
    let manifest = format!(
        "{head}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{media_type}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
         <manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>\
         </manifest:manifest>"
    );
    archive_with(&[
        // First and uncompressed, so that the kind can be told from the file's first bytes.
        ("mimetype", media_type.into(), CompressionMethod::Stored),
        ("content.xml", content.into(), CompressionMethod::Deflated),
        ("meta.xml", meta.into(), CompressionMethod::Deflated),
        (
            "META-INF/manifest.xml",
            manifest.into(),
            CompressionMethod::Deflated,
        ),
    ])
}
