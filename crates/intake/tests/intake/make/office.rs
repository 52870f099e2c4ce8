//! Office files by their parts, so that each hidden thing in them is one that a test put there.

pub(crate) mod macros;
pub(crate) mod open_document;
pub(crate) mod sheet;
pub(crate) mod slides;
pub(crate) mod word;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
pub(crate) const OFFICE_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a file of Word's, Excel's or PowerPoint's kind.
#[derive(Default)]
pub(crate) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
    relations: BTreeMap<String, Vec<String>>,
}

impl Package {
    pub(crate) fn part(&mut self, name: &str, content_type: &str, bytes: impl AsRef<[u8]>) {
        if !content_type.is_empty() {
            self.types.push((name.to_owned(), content_type.to_owned()));
        }
        self.parts.push((name.to_owned(), bytes.as_ref().to_vec()));
    }

    /// Puts a ground under all slides that were made so far.
    pub(crate) fn ground(&mut self, said: &str) {
        for (name, bytes) in &mut self.parts {
            if name.starts_with("ppt/slides/") {
                let text =
                    String::from_utf8_lossy(bytes).replace("<p:cSld>", &format!("<p:cSld>{said}"));
                *bytes = text.into_bytes();
            }
        }
    }

    /// `kind` is the last part of an office relation's address, or a whole address. Gives the relation's id.
    pub(crate) fn relate(&mut self, from: &str, kind: &str, target: &str) -> String {
        self.add_relation(from, kind, target, "")
    }

    pub(crate) fn relate_outside(&mut self, from: &str, kind: &str, target: &str) -> String {
        self.add_relation(from, kind, target, " TargetMode=\"External\"")
    }

    fn add_relation(&mut self, from: &str, kind: &str, target: &str, mode: &str) -> String {
        let kind = if kind.contains("://") {
            kind.to_owned()
        } else {
            format!("{OFFICE_RELATION}/{kind}")
        };
        let relations = self.relations.entry(from.to_owned()).or_default();
        let id = format!("rId{}", relations.len() + 1);
        relations.push(format!(
            "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>"
        ));
        id
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut all = vec![("[Content_Types].xml".to_owned(), self.content_types())];
        for (from, relations) in &self.relations {
            let path = match from.rsplit_once('/') {
                Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
                None => format!("_rels/{from}.rels"),
            };
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships xmlns=\"{RELATIONSHIPS}\">{}</Relationships>",
                relations.concat()
            );
            all.push((path, text.into_bytes()));
        }
        all.extend(self.parts.iter().cloned());
        zipped(&all)
    }

    fn content_types(&self) -> Vec<u8> {
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Default Extension=\"bin\" ContentType=\"application/octet-stream\"/>",
        );
        for (name, content_type) in &self.types {
            text.push_str(&format!(
                "<Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>"
            ));
        }
        text.push_str("</Types>");
        text.into_bytes()
    }
}

pub(crate) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let mut how = SimpleFileOptions::default();
        if name == "mimetype" {
            how = how.compression_method(zip::CompressionMethod::Stored);
        }
        archive.start_file(name.as_str(), how).expect("a part");
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// One red pixel.
pub(crate) const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 12, b'I', b'D', b'A', b'T',
    0x08, 0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0x18, 0xDD, 0x8D, 0xB0, 0, 0, 0, 0, b'I',
    b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// The properties that every office program writes about a file and its author.
pub(crate) fn core_properties(author: &str, last: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy><cp:revision>7</cp:revision>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-03-01T09:00:00Z</dcterms:created>\
         </cp:coreProperties>",
        escaped(author),
        escaped(last)
    )
}

pub(crate) fn add_core_properties(package: &mut Package, author: &str, last: &str) {
    package.part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        core_properties(author, last),
    );
    package.relate(
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
}
