//! What OpenDocument files keep from view.

use sagsbord_intake::{ChildRole, HiddenKind};

use crate::make::office::PIXEL;
use crate::make::office::open_document::{file, part};
use crate::office_word::{check, looked};

fn styles(inner: &str) -> String {
    format!("<office:automatic-styles>{inner}</office:automatic-styles>")
}

fn style(family: &str, name: &str, properties: &str) -> String {
    format!(
        "<style:style style:family=\"{family}\" style:name=\"{name}\">{properties}</style:style>"
    )
}

#[track_caller]
fn check_text(before: &str, body: &str, expected: &[(HiddenKind, &str, &str)]) {
    check(&file("text", before, body, &[]), expected);
}

#[test]
fn text_that_cannot_be_seen_is_told() {
    let before = styles(
        &(style(
            "text",
            "T1",
            "<style:text-properties text:display=\"none\"/>",
        ) + &style(
            "text",
            "T2",
            "<style:text-properties fo:color=\"#ffffff\"/>",
        ) + &style(
            "text",
            "T3",
            "<style:text-properties fo:color=\"#000000\" fo:background-color=\"#000000\"/>",
        ) + &style(
            "text",
            "T4",
            "<style:text-properties fo:color=\"#ffffff\" fo:background-color=\"#333333\"/>",
        ) + &style(
            "text",
            "T5",
            "<style:text-properties fo:font-size=\"1pt\"/>",
        )),
    );
    check_text(
        &before,
        "<text:p>Ses <text:span text:style-name=\"T1\">skjult</text:span><text:span text:style-name=\"T2\">hvid</text:span><text:span text:style-name=\"T4\">ses</text:span></text:p>\
         <text:p><text:span text:style-name=\"T3\">streget over</text:span></text:p><text:p><text:span text:style-name=\"T5\">bitte</text:span></text:p>\
         <text:section text:name=\"S\" text:display=\"none\"><text:p>i afsnittet</text:p></text:section>\
         <text:p>Nu <text:hidden-text text:condition=\"ooow:1\" text:string-value=\"på en betingelse\" text:is-hidden=\"true\"/></text:p>",
        &[
            (HiddenKind::HiddenText, "afsnit 1 »Ses ses«", "skjult"),
            (HiddenKind::WhiteText, "afsnit 1 »Ses ses«", "hvid"),
            (HiddenKind::TextUnderBox, "afsnit 2", "streget over"),
            (HiddenKind::HiddenText, "afsnit 3", "bitte"),
            (HiddenKind::HiddenText, "afsnit 4", "i afsnittet"),
            (HiddenKind::HiddenText, "afsnit 5 »Nu«", "på en betingelse"),
        ],
    );
}

#[test]
fn tracked_changes_and_comments_are_told_where_they_stand() {
    check_text(
        "",
        "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><office:change-info><dc:creator>Mette Holm</dc:creator><dc:date>2026-03-03T09:05:00</dc:date></office:change-info><text:p>Vi mener ikke</text:p></text:deletion></text:changed-region>\
         <text:changed-region text:id=\"c2\"><text:insertion><office:change-info><dc:creator>Ole Bæk</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>\
         <text:p>Først</text:p><text:p>Så <text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>nyt<text:change-end text:change-id=\"c2\"/> her\
         <office:annotation><dc:creator>Ida Lund</dc:creator><dc:date>2026-05-01T08:00:00</dc:date><text:p>Skal det med?</text:p></office:annotation></text:p>",
        &[
            (
                HiddenKind::Comment,
                "afsnit 2 »Så nyt her«, kommentar, Ida Lund, 1.5.2026 kl. 8.00",
                "Skal det med?",
            ),
            (
                HiddenKind::DeletedText,
                "afsnit 2 »Så nyt her« (Mette Holm, 3.3.2026 kl. 9.05)",
                "Vi mener ikke",
            ),
            (
                HiddenKind::InsertedText,
                "afsnit 2 »Så nyt her« (Ole Bæk)",
                "nyt",
            ),
        ],
    );
}

#[test]
fn hidden_sheets_rows_and_columns_are_told() {
    let before = styles(&style(
        "table",
        "ta2",
        "<style:table-properties table:display=\"false\"/>",
    ));
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let body = format!(
        "<table:content-validations><table:content-validation table:name=\"v\" table:condition=\"of:cell-content-is-in-list(&quot;Ja&quot;;&quot;Nej&quot;)\" table:base-cell-address=\"Ark1.A1\"/></table:content-validations>\
         <table:table table:name=\"Ark1\"><table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/><table:table-column table:number-columns-repeated=\"1000\"/>\
         <table:table-row>{a}{b}{a}{a}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
         <table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"3\">{c}</table:table-row>\
         <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>\
         <table:table table:name=\"Løn\" table:style-name=\"ta2\"><table:table-row>{a}{b}</table:table-row><table:table-row>{c}</table:table-row></table:table>\
         <table:table table:name=\"'file:///p/budget.ods'#$Ark1\"><table:table-source xlink:href=\"file:///p/budget.ods\"/><table:table-row>{a}</table:table-row></table:table>\
         <table:named-expressions><table:named-range table:name=\"Satser\" table:cell-range-address=\"$Ark9.$A$1\"/></table:named-expressions>",
        a = cell("a"),
        b = cell("b"),
        c = cell("c"),
    );
    check(
        &file("spreadsheet", &before, &body, &[]),
        &[
            (HiddenKind::ChoiceList, "Ark1.A1", "Ja; Nej"),
            (
                HiddenKind::HiddenRows,
                "Ark1, række 4–1048006, skjult af et filter",
                "c",
            ),
            (
                HiddenKind::HiddenColumns,
                "Ark1, kolonne B–C",
                "B1: b\nC1: a",
            ),
            (HiddenKind::HiddenSheet, "Løn", "a\tb\nc"),
            (
                HiddenKind::ExternalLink,
                "hentet udefra",
                "file:///p/budget.ods",
            ),
            (
                HiddenKind::CustomData,
                "hentet fra 'file:///p/budget.ods'#$Ark1",
                "a",
            ),
            (HiddenKind::DefinedName, "Satser", "$Ark9.$A$1"),
        ],
    );
}

#[test]
fn slides_are_read_with_notes_and_what_lies_beside_them() {
    let before = styles(&style(
        "drawing-page",
        "dp2",
        "<style:drawing-page-properties presentation:visibility=\"hidden\"/>",
    ));
    let frame = |left: &str, text: &str| {
        format!(
            "<draw:frame draw:name=\"F\" svg:x=\"{left}\" svg:y=\"1cm\" svg:width=\"5cm\" svg:height=\"2cm\"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
        )
    };
    let body = format!(
        "<draw:page draw:name=\"1\">{}{}<presentation:notes><draw:frame><draw:text-box><text:p>Sig det ikke</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>\
         <draw:page draw:name=\"2\" draw:style-name=\"dp2\">{}</draw:page>",
        frame("2cm", "ses"),
        frame("-6cm", "ude"),
        frame("2cm", "skjult dias"),
    );
    check(
        &file("presentation", &before, &body, &[]),
        &[
            (HiddenKind::OffSlide, "dias 1", "ude"),
            (HiddenKind::SpeakerNote, "dias 1", "Sig det ikke"),
            (HiddenKind::HiddenSlide, "dias 2", "skjult dias"),
        ],
    );
}

#[test]
fn what_lies_beside_the_content_is_found() {
    let before = format!(
        "<office:scripts><office:event-listeners><script:event-listener script:event-name=\"dom:load\" xlink:href=\"vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document\"/></office:event-listeners></office:scripts>{}",
        styles(&style(
            "graphic",
            "fr1",
            "<style:graphic-properties fo:clip=\"rect(0cm, 2cm, 0cm, 0cm)\"/>"
        ))
    );
    let body = "<text:p>Se <text:a xlink:href=\"https://example.dk/sag\">her</text:a><draw:frame draw:style-name=\"fr1\" draw:name=\"B\"><draw:image xlink:href=\"Pictures/1.png\"/><svg:desc>Borgerens hus</svg:desc></draw:frame></text:p>";
    let meta = part(
        "document-meta",
        "<office:meta><meta:initial-creator>Anne Juhl</meta:initial-creator><dc:date>2026-03-01T09:00:00</dc:date><meta:user-defined meta:name=\"Sagsnr.\">26-1234</meta:user-defined></office:meta>",
    );
    let chart = part(
        "document-content",
        "<office:body><office:chart><chart:chart xmlns:chart=\"urn:oasis:names:tc:opendocument:xmlns:chart:1.0\"><table:table><table:table-row><table:table-cell><text:p>Nord</text:p></table:table-cell></table:table-row></table:table></chart:chart></office:chart></office:body>",
    );
    let basic = "<?xml version=\"1.0\"?><!DOCTYPE script:module PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"module.dtd\"><script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"M\">Sub Main</script:module>";
    let bytes = file(
        "text",
        &before,
        body,
        &[
            ("meta.xml", meta.as_bytes()),
            ("Object 1/content.xml", chart.as_bytes()),
            ("Basic/Standard/M.xml", basic.as_bytes()),
            ("Pictures/1.png", PIXEL),
            ("Versions/Version1", b"PK\x05\x06gammel"),
            ("Thumbnails/thumbnail.png", PIXEL),
        ],
    );
    check(
        &bytes,
        &[
            (
                HiddenKind::Script,
                "ved åbning",
                "vnd.sun.star.script:Standard.M.Main?language=Basic&location=document",
            ),
            (
                HiddenKind::ExternalLink,
                "henvisning",
                "https://example.dk/sag",
            ),
            (
                HiddenKind::CroppedPicture,
                "afsnit 1 »Se her«",
                "højre 20 mm",
            ),
            (
                HiddenKind::Description,
                "afsnit 1 »Se her«",
                "Borgerens hus",
            ),
            (HiddenKind::Metadata, "forfatter", "Anne Juhl"),
            (HiddenKind::Metadata, "ændret", "1.3.2026 kl. 9.00"),
            (HiddenKind::Metadata, "Sagsnr.", "26-1234"),
            (HiddenKind::Script, "makro M", "Sub Main"),
            (HiddenKind::DataOfChart, "diagram Object 1", "Nord"),
            (HiddenKind::Thumbnail, "miniature af første side", ""),
            (HiddenKind::EarlierRevision, "Version1", ""),
        ],
    );
    let names: Vec<_> = looked(&bytes)
        .children
        .into_iter()
        .map(|(name, role, _)| (name, role))
        .collect();
    assert_eq!(
        names,
        [
            ("1.png".to_owned(), ChildRole::Embedded),
            ("Version1.odt".to_owned(), ChildRole::Embedded),
        ]
    );
}
