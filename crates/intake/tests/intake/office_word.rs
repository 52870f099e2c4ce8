//! What documents of Word's keep from view.

use sagsbord_intake::{ChildRole, HiddenKind, Limits, Looked, Step, look};

use crate::make::office::word::{self, paragraph, run};
use crate::make::office::{PIXEL, Package, add_core_properties};

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(crate) fn looked(bytes: &[u8]) -> Looked {
    look(bytes, "fil", None, Limits::default())
}

pub(crate) fn hidden(looked: &Looked) -> Vec<(HiddenKind, String, String)> {
    looked
        .hidden
        .iter()
        .map(|hidden| (hidden.kind, hidden.place.clone(), hidden.text.clone()))
        .collect()
}

#[track_caller]
pub(crate) fn check(bytes: &[u8], expected: &[(HiddenKind, &str, &str)]) {
    let looked = looked(bytes);
    assert!(
        matches!(looked.step, Ok(Step::ThroughOffice { .. })),
        "{:?}",
        looked.step
    );
    let found = hidden(&looked);
    let found: Vec<_> = found
        .iter()
        .map(|(kind, place, text)| (*kind, place.as_str(), text.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn check_body(body: &str, expected: &[(HiddenKind, &str, &str)]) {
    check(&word::document(body, |_| {}), expected);
}

fn wrapped(properties: &str, text: &str) -> String {
    format!(
        "<w:p>{}{}</w:p>",
        run("", "Synlig tekst"),
        run(properties, text)
    )
}

#[test]
fn a_document_that_hides_nothing_is_said_to_hide_nothing() {
    check_body(
        "<w:p><w:pPr><w:rPr><w:vanish/><w:color w:val=\"FFFFFF\"/></w:rPr></w:pPr><w:r><w:t>Helt almindelig</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val=\"clear\" w:fill=\"1F3864\"/></w:tcPr>\
         <w:p><w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>Hvidt på mørkt</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:r><w:rPr><w:vanish w:val=\"0\"/><w:highlight w:val=\"yellow\"/></w:rPr><w:t>Gult</w:t></w:r></w:p>",
        &[],
    );
}

#[test]
fn text_that_cannot_be_seen_is_found_by_how_it_is_hidden() {
    let place = "afsnit 1 »Synlig tekst«";
    let cases = [
        ("<w:vanish/>", HiddenKind::HiddenText),
        ("<w:sz w:val=\"2\"/>", HiddenKind::HiddenText),
        ("<w:color w:val=\"FFFFFF\"/>", HiddenKind::WhiteText),
        ("<w:color w:val=\"FEFEFE\"/>", HiddenKind::WhiteText),
        (
            "<w:color w:themeColor=\"background1\"/>",
            HiddenKind::WhiteText,
        ),
        ("<w:highlight w:val=\"black\"/>", HiddenKind::TextUnderBox),
        (
            "<w:color w:val=\"000000\"/><w:shd w:val=\"clear\" w:fill=\"000000\"/>",
            HiddenKind::TextUnderBox,
        ),
    ];
    for (properties, kind) in cases {
        check_body(
            &wrapped(properties, "hemmeligt"),
            &[(kind, place, "hemmeligt")],
        );
    }
}

#[test]
fn text_is_hidden_by_its_style_and_by_what_that_is_based_on() {
    let styles = "<w:style w:type=\"character\" w:styleId=\"Skjult\"><w:rPr><w:vanish/></w:rPr></w:style>\
                  <w:style w:type=\"character\" w:styleId=\"Afledt\"><w:basedOn w:val=\"Skjult\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Hvid\"><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr></w:style>\
                  <w:style w:type=\"character\" w:styleId=\"Ring\"><w:basedOn w:val=\"Ring\"/></w:style>";
    let body = format!(
        "<w:p>{}</w:p><w:p><w:pPr><w:pStyle w:val=\"Hvid\"/></w:pPr>{}{}</w:p><w:p>{}</w:p>",
        run("<w:rStyle w:val=\"Afledt\"/>", "i stilen"),
        run("", "hvidt"),
        run("<w:color w:val=\"000000\"/>", "sort"),
        run("<w:rStyle w:val=\"Ring\"/>", "synligt"),
    );
    let bytes = word::document(&body, |package| {
        package.part(
            "word/styles.xml",
            &format!("{KIND}.styles+xml"),
            word::part("styles", styles),
        );
        package.relate(word::MAIN, "styles", "styles.xml");
    });
    check(
        &bytes,
        &[
            (HiddenKind::HiddenText, "afsnit 1", "i stilen"),
            (HiddenKind::WhiteText, "afsnit 2 »sort«", "hvidt"),
        ],
    );
}

#[test]
fn tracked_changes_are_told_with_who_made_them_and_when() {
    let body = format!(
        "{}<w:p>{}<w:del w:id=\"1\" w:author=\"Mette Holm\" w:date=\"2026-03-03T09:05:00Z\"><w:r><w:delText>Vi mener </w:delText></w:r><w:r><w:delText>ikke</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"Ole Bæk\" w:date=\"2026-03-04T14:30:00Z\">{}</w:ins></w:p>\
         <w:p><w:moveFrom w:id=\"3\" w:author=\"Ole Bæk\">{}</w:moveFrom></w:p>\
         <w:p><w:moveTo w:id=\"4\" w:author=\"Ole Bæk\">{}</w:moveTo></w:p>",
        paragraph("Første afsnit"),
        run("", "Andet afsnit"),
        run("", " og nyt"),
        run("", "flyttet"),
        run("", "flyttet"),
    );
    check_body(
        &body,
        &[
            (
                HiddenKind::DeletedText,
                "afsnit 2 »Andet afsnit og nyt« (Mette Holm, 3.3.2026 kl. 9.05)",
                "Vi mener ikke",
            ),
            (
                HiddenKind::InsertedText,
                "afsnit 2 »Andet afsnit og nyt« (Ole Bæk, 4.3.2026 kl. 14.30)",
                "og nyt",
            ),
            (HiddenKind::DeletedText, "afsnit 3 (Ole Bæk)", "flyttet"),
            (
                HiddenKind::InsertedText,
                "afsnit 4 »flyttet« (Ole Bæk)",
                "flyttet",
            ),
        ],
    );
}

#[test]
fn comments_are_told_with_their_place_and_what_they_answer() {
    let body = format!(
        "{}<w:p>{}<w:commentRangeStart w:id=\"7\"/>{}<w:commentRangeEnd w:id=\"7\"/></w:p>",
        paragraph("Et"),
        run("", "To "),
        run("", "her"),
    );
    let comments = "<w:comment w:id=\"7\" w:author=\"Ida Lund\" w:date=\"2026-05-01T08:00:00Z\"><w:p w14:paraId=\"0000000A\"><w:r><w:t>Skal det med?</w:t></w:r></w:p></w:comment>\
                    <w:comment w:id=\"8\" w:author=\"Per Bro\"><w:p w14:paraId=\"0000000B\"><w:r><w:t>Nej &amp; aldrig</w:t></w:r></w:p></w:comment>";
    let extended = "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">\
                    <w15:commentEx w15:paraId=\"0000000A\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"0000000B\" w15:paraIdParent=\"0000000A\" w15:done=\"0\"/></w15:commentsEx>";
    let bytes = word::document(&body, |package| {
        package.part(
            "word/comments.xml",
            &format!("{KIND}.comments+xml"),
            word::part("comments", comments),
        );
        package.relate(word::MAIN, "comments", "comments.xml");
        package.part(
            "word/commentsExtended.xml",
            &format!("{KIND}.commentsExtended+xml"),
            extended,
        );
        package.relate(
            word::MAIN,
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
            "commentsExtended.xml",
        );
    });
    check(
        &bytes,
        &[
            (
                HiddenKind::Comment,
                "afsnit 2 »To«, kommentar, Ida Lund, 1.5.2026 kl. 8.00",
                "Skal det med?",
            ),
            (
                HiddenKind::Comment,
                "svar på kommentar, Per Bro",
                "Nej & aldrig",
            ),
        ],
    );
}

fn anchored(from: &str, offset: i64, said: &str, text: &str) -> String {
    format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor{said}>\
         <wp:positionH relativeFrom=\"{from}\"><wp:posOffset>{offset}</wp:posOffset></wp:positionH>\
         <wp:positionV relativeFrom=\"page\"><wp:posOffset>500000</wp:posOffset></wp:positionV>\
         <wp:extent cx=\"1000000\" cy=\"500000\"/><wp:docPr id=\"1\" name=\"Boks\"/>\
         <a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>\
         </wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        run("", "Ved boksen"),
        paragraph(text),
        paragraph(text),
    )
}

#[test]
fn boxes_beside_the_page_are_found_and_those_on_it_are_not() {
    let beside = |from, offset| anchored(from, offset, "", "ude");
    let off = (HiddenKind::OffPage, "afsnit 1 »Ved boksen«", "ude");
    check_body(&beside("page", -1_000_000), &[off]);
    check_body(&beside("page", 7_560_400), &[off]);
    check_body(&beside("page", 7_500_000), &[]);
    check_body(&beside("column", -500_000), &[]);
    check_body(&beside("column", -5_000_000), &[off]);
    check_body(
        &anchored("page", 0, " hidden=\"1\"", "slået fra"),
        &[(HiddenKind::HiddenText, "afsnit 1 »Ved boksen«", "slået fra")],
    );
    let older = format!(
        "<w:p>{}<w:r><w:pict><v:shape style=\"position:absolute;margin-left:-900pt;margin-top:0;width:100pt;height:20pt\"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        run("", "Ved boksen"),
        paragraph("ude"),
    );
    check_body(&older, &[off]);
}

#[test]
fn headers_footnotes_and_fields_are_read_too() {
    let body = format!(
        "<w:p>{}<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> INCLUDETEXT \"C:\\\\sag\\\\</w:instrText></w:r>\
         <w:r><w:instrText>notat.docx\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         <w:fldSimple w:instr=\" PAGE \"/></w:p>",
        run("", "Se "),
        run("", "notatet"),
    );
    let bytes = word::document(&body, |package| {
        package.part(
            "word/header1.xml",
            &format!("{KIND}.header+xml"),
            word::part("hdr", &wrapped("<w:vanish/>", "i hovedet")),
        );
        package.relate(word::MAIN, "header", "header1.xml");
        package.part(
            "word/footnotes.xml",
            &format!("{KIND}.footnotes+xml"),
            word::part(
                "footnotes",
                &format!(
                    "<w:footnote w:id=\"2\">{}</w:footnote>",
                    wrapped("<w:vanish/>", "i noten")
                ),
            ),
        );
        package.relate(word::MAIN, "footnotes", "footnotes.xml");
    });
    check(
        &bytes,
        &[
            (
                HiddenKind::ExternalLink,
                "afsnit 1 »Se notatet« (felt)",
                "INCLUDETEXT \"C:\\\\sag\\\\notat.docx\"",
            ),
            (
                HiddenKind::HiddenText,
                "sidehoved 1, afsnit 1 »Synlig tekst«",
                "i hovedet",
            ),
            (
                HiddenKind::HiddenText,
                "fodnoter, afsnit 1 »Synlig tekst«",
                "i noten",
            ),
        ],
    );
}

#[test]
fn what_lies_beside_the_text_is_found() {
    let body = "<w:p><w:r><w:t>Med billede</w:t></w:r><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Billede\" descr=\"Borgerens hus\"/>\
                <a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed=\"rId1\"/><a:srcRect r=\"30000\" b=\"500\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>\
                </wp:inline></w:drawing></w:r><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText=\"Afslag\" w:value=\"1\"/><w:listItem w:displayText=\"Bevilling\" w:value=\"2\"/></w:dropDownList></w:sdtPr></w:sdt></w:p>";
    let bytes = word::document(body, |package: &mut Package| {
        assert_eq!(
            package.relate(word::MAIN, "image", "media/image1.png"),
            "rId1"
        );
        package.part("word/media/image1.png", "", PIXEL);
        package.relate_outside(word::MAIN, "hyperlink", "mailto:mette@example.dk");
        package.relate_outside(word::MAIN, "hyperlink", "mailto:mette@example.dk");
        add_core_properties(package, "Anne Juhl", "Bo Krag");
        package.part("customXml/item1.xml", "", "<sag><nr>26-1234</nr></sag>");
        package.part("word/embeddings/notat.txt", "text/plain", "indlejret");
        package.part("docProps/thumbnail.jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF]);
        package.part(
            "word/glossary/document.xml",
            &format!("{KIND}.document.glossary+xml"),
            word::part("glossaryDocument", &format!("<w:docParts><w:docPart><w:docPartPr><w:name w:val=\"Hilsen\"/></w:docPartPr><w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>", paragraph("Gem mig"))),
        );
        package.relate(word::MAIN, "glossaryDocument", "glossary/document.xml");
        package.part(
            "word/settings.xml",
            &format!("{KIND}.settings+xml"),
            word::part(
                "settings",
                "<w:docVars><w:docVar w:name=\"cpr\" w:val=\"610180-1234\"/></w:docVars>",
            ),
        );
        package.relate(word::MAIN, "settings", "settings.xml");
    });
    check(
        &bytes,
        &[
            (
                HiddenKind::Description,
                "afsnit 1 »Med billede«",
                "Borgerens hus",
            ),
            (
                HiddenKind::CroppedPicture,
                "afsnit 1 »Med billede«",
                "højre 30 %",
            ),
            (
                HiddenKind::ChoiceList,
                "afsnit 1 »Med billede«",
                "Afslag; Bevilling",
            ),
            (HiddenKind::CustomData, "byggeklods Hilsen", "Gem mig"),
            (HiddenKind::CustomData, "cpr", "610180-1234"),
            (HiddenKind::Metadata, "forfatter", "Anne Juhl"),
            (HiddenKind::Metadata, "sidst ændret af", "Bo Krag"),
            (HiddenKind::Metadata, "antal gange gemt", "7"),
            (HiddenKind::Metadata, "oprettet", "1.3.2026 kl. 9.00"),
            (
                HiddenKind::ExternalLink,
                "henvisning",
                "mailto:mette@example.dk",
            ),
            (HiddenKind::CustomData, "item1.xml", "26-1234"),
            (HiddenKind::Thumbnail, "miniature af første side", ""),
        ],
    );
    let children = looked(&bytes).children;
    let children: Vec<_> = children
        .iter()
        .map(|(name, role, content)| (name.as_str(), *role, content.as_deref()))
        .collect();
    assert_eq!(
        children,
        [
            ("image1.png", ChildRole::Embedded, Ok(PIXEL)),
            (
                "notat.txt",
                ChildRole::Embedded,
                Ok(b"indlejret".as_slice())
            ),
        ]
    );
}
