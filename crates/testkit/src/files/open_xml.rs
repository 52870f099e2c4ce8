//! Word, Excel and PowerPoint: the fewest parts that real programs open.

use super::Story;
use super::encoding::xml;
use super::zipped::archive;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";

pub(super) fn document(story: &Story) -> Vec<u8> {
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraph = |text: &str, look: &str| {
        format!(
            "<w:p><w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            xml(text)
        )
    };
    let mut body = paragraph(&story.title, "<w:b/><w:sz w:val=\"32\"/>");
    for (name, value) in &story.facts {
        body.push_str(&paragraph(&format!("{name}: {value}"), ""));
    }
    for text in &story.paragraphs {
        body.push_str(&paragraph(text, ""));
    }
    body.push_str(
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>\
         <w:gridCol w:w=\"2200\"/><w:gridCol w:w=\"3600\"/><w:gridCol w:w=\"1200\"/>\
         <w:gridCol w:w=\"1800\"/></w:tblGrid>",
    );
    for row in &story.table {
        body.push_str("<w:tr>");
        for cell in row {
            body.push_str(&format!("<w:tc>{}</w:tc>", paragraph(cell, "")));
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl>");
    body.push_str(&paragraph(&story.author.name, "<w:i/>"));
    package(
        story,
        "word/document.xml",
        &[Part {
            path: "word/document.xml",
            content_type: "wordprocessingml.document.main",
            xml: format!(
                "<w:document xmlns:w=\"{WORD}\"><w:body>{body}<w:sectPr>\
                 <w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
            ),
            relations: &[],
        }],
    )
}

pub(super) fn workbook(story: &Story) -> Vec<u8> {
    const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut rows = String::new();
    for (number, row) in story.table.iter().enumerate() {
        let number = number + 1;
        rows.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in ["A", "B", "C", "D"].iter().zip(row) {
            let amount = cell.replace(',', ".");
            // Numbers as numbers: a reader must turn them back into text with a Danish comma.
            if *column > "B" && amount.parse::<f64>().is_ok() {
                rows.push_str(&format!("<c r=\"{column}{number}\"><v>{amount}</v></c>"));
            } else {
                rows.push_str(&format!(
                    "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                    xml(cell)
                ));
            }
        }
        rows.push_str("</row>");
    }
    package(
        story,
        "xl/workbook.xml",
        &[
            Part {
                path: "xl/workbook.xml",
                content_type: "spreadsheetml.sheet.main",
                xml: format!(
                    "<workbook xmlns=\"{SHEET}\" xmlns:r=\"{DOCUMENT}\"><sheets>\
                     <sheet name=\"Oversigt\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                ),
                relations: &[("worksheet", "worksheets/sheet1.xml")],
            },
            Part {
                path: "xl/worksheets/sheet1.xml",
                content_type: "spreadsheetml.worksheet",
                xml: format!(
                    "<worksheet xmlns=\"{SHEET}\"><sheetData>{rows}</sheetData></worksheet>"
                ),
                relations: &[],
            },
        ],
    )
}

/// A title slide and two with text.
pub(super) fn presentation(story: &Story) -> Vec<u8> {
    let facts: Vec<String> = story
        .facts
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let half = story.paragraphs.len() / 2;
    let (before, after) = story.paragraphs.split_at(half);
    let to_layout: &[(&str, &str)] = &[("slideLayout", "../slideLayouts/slideLayout1.xml")];
    let slide_part = |path, title: &str, texts: &[String]| Part {
        path,
        content_type: "presentationml.slide",
        xml: slide("sld", &text_shapes(title, texts), ""),
        relations: to_layout,
    };
    package(
        story,
        "ppt/presentation.xml",
        &[
            Part {
                path: "ppt/presentation.xml",
                content_type: "presentationml.presentation.main",
                xml: format!(
                    "<p:presentation xmlns:p=\"{SLIDES}\" xmlns:r=\"{DOCUMENT}\" xmlns:a=\"{DRAWING}\">\
                     <p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
                     <p:sldIdLst><p:sldId id=\"256\" r:id=\"rId2\"/><p:sldId id=\"257\" r:id=\"rId3\"/>\
                     <p:sldId id=\"258\" r:id=\"rId4\"/></p:sldIdLst>\
                     <p:sldSz cx=\"9144000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>\
                     </p:presentation>"
                ),
                relations: &[
                    ("slideMaster", "slideMasters/slideMaster1.xml"),
                    ("slide", "slides/slide1.xml"),
                    ("slide", "slides/slide2.xml"),
                    ("slide", "slides/slide3.xml"),
                    ("theme", "theme/theme1.xml"),
                ],
            },
            slide_part("ppt/slides/slide1.xml", &story.title, &facts),
            slide_part("ppt/slides/slide2.xml", "Hvor er vi nu", before),
            slide_part("ppt/slides/slide3.xml", "Hvad gør vi", after),
            Part {
                path: "ppt/slideMasters/slideMaster1.xml",
                content_type: "presentationml.slideMaster",
                xml: slide(
                    "sldMaster",
                    "",
                    "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" \
                     accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" \
                     accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
                     <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>",
                ),
                relations: &[
                    ("slideLayout", "../slideLayouts/slideLayout1.xml"),
                    ("theme", "../theme/theme1.xml"),
                ],
            },
            Part {
                path: "ppt/slideLayouts/slideLayout1.xml",
                content_type: "presentationml.slideLayout",
                xml: slide("sldLayout", "", ""),
                relations: &[("slideMaster", "../slideMasters/slideMaster1.xml")],
            },
            Part {
                path: "ppt/theme/theme1.xml",
                content_type: "theme",
                xml: theme(),
                relations: &[],
            },
        ],
    )
}

const SLIDES: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";

fn slide(element: &str, shapes: &str, after: &str) -> String {
    format!(
        "<p:{element} xmlns:p=\"{SLIDES}\" xmlns:r=\"{DOCUMENT}\" xmlns:a=\"{DRAWING}\"><p:cSld>\
         <p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
         <p:grpSpPr/>{shapes}</p:spTree></p:cSld>{after}</p:{element}>"
    )
}

fn text_shapes(title: &str, texts: &[String]) -> String {
    let lines: String = texts.iter().map(|text| slide_line(text, 1_400)).collect();
    let lines = if lines.is_empty() {
        "<a:p/>".to_owned()
    } else {
        lines
    };
    text_shape(2, "Titel", 400_000, 900_000, &slide_line(title, 2_800))
        + &text_shape(3, "Tekst", 1_500_000, 4_800_000, &lines)
}

fn slide_line(text: &str, size: u32) -> String {
    format!(
        "<a:p><a:r><a:rPr lang=\"da-DK\" sz=\"{size}\"/><a:t>{}</a:t></a:r></a:p>",
        xml(text)
    )
}

fn text_shape(id: u32, name: &str, top: u32, height: u32, lines: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
         <p:spPr><a:xfrm><a:off x=\"500000\" y=\"{top}\"/><a:ext cx=\"8100000\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr wrap=\"square\"/><a:lstStyle/>{lines}</p:txBody></p:sp>"
    )
}

/// PowerPoint refuses a presentation without a whole theme.
fn theme() -> String {
    let colours: String = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "1F3A4D"),
        ("lt2", "F2F2F2"),
        ("accent1", "2B6777"),
        ("accent2", "52AB98"),
        ("accent3", "C8963E"),
        ("accent4", "8E4A49"),
        ("accent5", "5B5F97"),
        ("accent6", "6B8F3A"),
        ("hlink", "0B5394"),
        ("folHlink", "674EA7"),
    ]
    .iter()
    .map(|(name, rgb)| format!("<a:{name}><a:srgbClr val=\"{rgb}\"/></a:{name}>"))
    .collect();
    let font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"{DRAWING}\" name=\"Havrelunde\"><a:themeElements>\
         <a:clrScheme name=\"Havrelunde\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"Havrelunde\"><a:majorFont>{font}</a:majorFont>\
         <a:minorFont>{font}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"Havrelunde\"><a:fillStyleLst>{}</a:fillStyleLst>\
         <a:lnStyleLst>{}</a:lnStyleLst><a:effectStyleLst>{}</a:effectStyleLst>\
         <a:bgFillStyleLst>{}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>",
        fill.repeat(3),
        line.repeat(3),
        effect.repeat(3),
        fill.repeat(3),
    )
}

struct Part<'a> {
    path: &'a str,
    content_type: &'a str,
    xml: String,
    /// Kind and target; the first gets the id `rId1`.
    relations: &'a [(&'a str, &'a str)],
}

fn package(story: &Story, main: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let mut types = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for part in parts {
        types.push_str(&format!(
            "<Override PartName=\"/{}\" ContentType=\"{OFFICE}.{}+xml\"/>",
            part.path, part.content_type
        ));
    }
    types.push_str("</Types>");
    let root = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{DOCUMENT}/officeDocument\" Target=\"{main}\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    );
    let core = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T08:00:00Z\
         </dcterms:created></cp:coreProperties>",
        xml(&story.title),
        xml(&story.author.name),
        story.date
    );
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), types.into()),
        ("_rels/.rels".to_owned(), root.into()),
        ("docProps/core.xml".to_owned(), core.into()),
    ];
    for part in parts {
        files.push((part.path.to_owned(), format!("{HEAD}{}", part.xml).into()));
        if !part.relations.is_empty() {
            let (folder, name) = part.path.rsplit_once('/').unwrap_or(("", part.path));
            files.push((
                format!("{folder}/_rels/{name}.rels"),
                relations(part.relations).into(),
            ));
        }
    }
    let files: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.clone()))
        .collect();
    archive(&files)
}

fn relations(targets: &[(&str, &str)]) -> String {
    let mut text = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (place, (kind, target)) in targets.iter().enumerate() {
        text.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{DOCUMENT}/{kind}\" Target=\"{target}\"/>",
            place + 1
        ));
    }
    text.push_str("</Relationships>");
    text
}
