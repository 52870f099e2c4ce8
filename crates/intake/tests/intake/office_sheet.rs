//! What workbooks of Excel's keep from view.

use sagsbord_intake::{HiddenKind, Limits, Step, look};

use crate::make::office::Package;
use crate::make::office::sheet::{self, BOOK, Sheet, add_shared_strings, row, rows};
use crate::office_word::check;

const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

fn one(inner: String) -> [Sheet; 1] {
    [Sheet {
        name: "Ark1",
        state: "",
        inner,
    }]
}

#[track_caller]
fn check_sheet(inner: String, expected: &[(HiddenKind, &str, &str)]) {
    check(&sheet::workbook(&one(inner), "", |_| {}), expected);
}

#[test]
fn hidden_sheets_are_told_with_all_that_stands_in_them() {
    let sheets = [
        Sheet { name: "Ark1", state: "", inner: rows(&[&["Synligt"]]) },
        Sheet { name: "Løn", state: "hidden", inner: rows(&[&["Navn", "Løn"], &["Bo Krag", "412000"]]) },
        Sheet {
            name: "Kode",
            state: "veryHidden",
            inner: "<sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>1</v></c><c r=\"C1\"><f>1+1</f><v>2</v></c></row></sheetData>".to_owned(),
        },
    ];
    let bytes = sheet::workbook(&sheets, "", |package| {
        add_shared_strings(package, &["nul", "et"]);
    });
    check(
        &bytes,
        &[
            (HiddenKind::HiddenSheet, "Løn", "Navn\tLøn\nBo Krag\t412000"),
            (
                HiddenKind::HiddenSheet,
                "Kode, skjult så Excel ikke tilbyder at vise det",
                "et\tSAND\t2",
            ),
        ],
    );
}

#[test]
fn hidden_rows_and_columns_are_told_in_runs() {
    let data = [
        row(1, "", &["a", "b", "c", "d"]),
        row(4, "hidden=\"1\"", &["e"]),
        row(5, "ht=\"0\" customHeight=\"1\"", &["f", "g"]),
        row(6, "hidden=\"1\"", &[]),
        row(8, "hidden=\"true\"", &["h"]),
        row(9, "hidden=\"0\"", &["i", "", "j"]),
        row(20, "hidden=\"1\"", &[]),
    ];
    let inner = format!(
        "<cols><col min=\"2\" max=\"2\" width=\"0\"/><col min=\"3\" max=\"3\" hidden=\"1\" width=\"9\"/><col min=\"9\" max=\"16384\" hidden=\"1\"/></cols><sheetData>{}</sheetData>",
        data.concat()
    );
    check_sheet(
        inner,
        &[
            (HiddenKind::HiddenRows, "Ark1, række 4–6", "e\nf\tg"),
            (HiddenKind::HiddenRows, "Ark1, række 8", "h"),
            (
                HiddenKind::HiddenColumns,
                "Ark1, kolonne B–C",
                "B1: b\nC1: c\nC9: j",
            ),
        ],
    );
}

#[test]
fn rows_hidden_by_a_filter_or_by_nothing_said_are_told() {
    let data = [
        row(1, "", &["Sag"]),
        row(2, "hidden=\"1\"", &["Skjult sag"]),
    ];
    check_sheet(
        format!(
            "<sheetData>{}</sheetData><autoFilter ref=\"A1:A2\"><filterColumn colId=\"0\"/></autoFilter>",
            data.concat()
        ),
        &[(
            HiddenKind::HiddenRows,
            "Ark1, række 2, skjult af et filter",
            "Skjult sag",
        )],
    );
    let data = [row(1, "ht=\"15\"", &["ses"]), row(2, "", &["ses ikke"])];
    check_sheet(
        format!(
            "<sheetFormatPr defaultRowHeight=\"15\" zeroHeight=\"1\"/><sheetData>{}</sheetData>",
            data.concat()
        ),
        &[(HiddenKind::HiddenRows, "Ark1, række 2", "ses ikke")],
    );
}

#[test]
fn cells_that_cannot_be_seen_are_told_by_how() {
    let styles = format!(
        "<?xml version=\"1.0\"?><styleSheet {MAIN}><numFmts><numFmt numFmtId=\"164\" formatCode=\";;;\"/></numFmts>\
         <fonts><font/><font><color rgb=\"FFFFFFFF\"/></font><font><color theme=\"0\"/></font><font><color rgb=\"FF000000\"/></font></fonts>\
         <fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF000000\"/></patternFill></fill></fills>\
         <cellStyleXfs><xf fontId=\"1\"/></cellStyleXfs>\
         <cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"2\"/><xf numFmtId=\"164\"/><xf fontId=\"3\" fillId=\"2\"/><xf fontId=\"1\" fillId=\"2\"/></cellXfs></styleSheet>"
    );
    let cells: String = (0..6)
        .map(|style| {
            format!(
                "<row r=\"{0}\"><c r=\"A{0}\" s=\"{style}\"><v>1{style}</v></c></row>",
                style + 1
            )
        })
        .collect();
    let inner = format!(
        "<sheetData>{cells}<row r=\"7\"><c r=\"A7\" t=\"s\"><v>0</v></c></row></sheetData>"
    );
    let bytes = sheet::workbook(&one(inner), "", |package| {
        package.part("xl/styles.xml", &format!("{KIND}.styles+xml"), styles);
        package.relate(BOOK, "styles", "styles.xml");
        package.part(
            "xl/sharedStrings.xml",
            &format!("{KIND}.sharedStrings+xml"),
            format!("<?xml version=\"1.0\"?><sst {MAIN}><si><r><t>ses </t></r><r><rPr><color rgb=\"FFFFFFFF\"/></rPr><t>ses ikke</t></r></si></sst>"),
        );
        package.relate(BOOK, "sharedStrings", "sharedStrings.xml");
    });
    check(
        &bytes,
        &[
            (HiddenKind::HiddenText, "Ark1, celle A4", "A4: 13"),
            (
                HiddenKind::WhiteText,
                "Ark1, 3 celler fra A2",
                "A2: 11\nA3: 12\nA7: ses ikke",
            ),
            (HiddenKind::TextUnderBox, "Ark1, celle A5", "A5: 14"),
        ],
    );
}

#[test]
fn notes_and_threads_are_told_once_each() {
    let bytes = sheet::workbook(&one(rows(&[&["x"]])), "", |package: &mut Package| {
        package.part(
            "xl/comments1.xml",
            &format!("{KIND}.comments+xml"),
            format!("<?xml version=\"1.0\"?><comments {MAIN}><authors><author>tc=1</author><author>Per Bro</author></authors><commentList>\
             <comment ref=\"A1\" authorId=\"0\"><text><t>[Kommentartråd] Er det rigtigt?</t></text></comment>\
             <comment ref=\"B2\" authorId=\"1\"><text><r><t>Husk </t></r><r><t>bilag</t></r></text></comment></commentList></comments>"),
        );
        package.relate("xl/worksheets/sheet1.xml", "comments", "../comments1.xml");
        package.part(
            "xl/threadedComments/threadedComment1.xml",
            "application/vnd.ms-excel.threadedcomments+xml",
            "<?xml version=\"1.0\"?><ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\">\
             <threadedComment ref=\"A1\" dT=\"2026-02-02T10:00:00.00\" personId=\"{1}\" id=\"{A}\"><text>Er det rigtigt?</text></threadedComment>\
             <threadedComment ref=\"A1\" dT=\"2026-02-02T11:30:00.00\" personId=\"{2}\" id=\"{B}\" parentId=\"{A}\"><text>Ja</text></threadedComment></ThreadedComments>",
        );
        package.relate(
            "xl/worksheets/sheet1.xml",
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
            "../threadedComments/threadedComment1.xml",
        );
        package.part(
            "xl/persons/person.xml",
            "application/vnd.ms-excel.person+xml",
            "<?xml version=\"1.0\"?><personList xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"><person displayName=\"Ida Lund\" id=\"{1}\"/><person displayName=\"Ole Bæk\" id=\"{2}\"/></personList>",
        );
        package.relate(
            BOOK,
            "http://schemas.microsoft.com/office/2017/10/relationships/person",
            "persons/person.xml",
        );
    });
    check(
        &bytes,
        &[
            (
                HiddenKind::Comment,
                "Ark1, celle A1, kommentar, Ida Lund, 2.2.2026 kl. 10.00",
                "Er det rigtigt?",
            ),
            (
                HiddenKind::Comment,
                "Ark1, celle A1, svar på kommentar, Ole Bæk, 2.2.2026 kl. 11.30",
                "Ja",
            ),
            (
                HiddenKind::Comment,
                "Ark1, celle B2, note, Per Bro",
                "Husk bilag",
            ),
        ],
    );
}

#[test]
fn what_lies_behind_a_workbook_is_found() {
    let inner = format!(
        "{}<dataValidations><dataValidation type=\"list\" sqref=\"B1:B9\"><formula1>\"Ja,Nej\"</formula1></dataValidation><dataValidation type=\"list\" sqref=\"C1\"><formula1>Ark1!$A$1</formula1></dataValidation></dataValidations>",
        rows(&[&["x"]])
    );
    let in_book = "<definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">Ark1!$A$1</definedName><definedName name=\"Satser\" hidden=\"1\">Ark9!$A$1:$B$2</definedName></definedNames>";
    let bytes = sheet::workbook(&one(inner), in_book, |package: &mut Package| {
        package.part(
            "xl/externalLinks/externalLink1.xml",
            &format!("{KIND}.externalLink+xml"),
            format!("<?xml version=\"1.0\"?><externalLink {MAIN}><externalBook><sheetNames><sheetName val=\"Budget\"/></sheetNames><sheetDataSet><sheetData sheetId=\"0\"><row r=\"3\"><cell r=\"B3\"><v>99000</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"),
        );
        package.relate(BOOK, "externalLink", "externalLinks/externalLink1.xml");
        package.relate_outside(
            "xl/externalLinks/externalLink1.xml",
            "externalLinkPath",
            "file:///P:/budget.xlsx",
        );
        package.part(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            &format!("{KIND}.pivotCacheDefinition+xml"),
            format!("<?xml version=\"1.0\"?><pivotCacheDefinition {MAIN}><cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:B3\" sheet=\"Løn\"/></cacheSource><cacheFields><cacheField name=\"Navn\"><sharedItems><s v=\"Bo\"/><s v=\"Anne\"/></sharedItems></cacheField><cacheField name=\"Løn\"/></cacheFields></pivotCacheDefinition>"),
        );
        package.part(
            "xl/pivotCache/pivotCacheRecords1.xml",
            &format!("{KIND}.pivotCacheRecords+xml"),
            format!("<?xml version=\"1.0\"?><pivotCacheRecords {MAIN}><r><x v=\"1\"/><n v=\"300\"/></r><r><x v=\"0\"/><n v=\"200\"/></r></pivotCacheRecords>"),
        );
        package.relate(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            "pivotCacheRecords",
            "pivotCacheRecords1.xml",
        );
        package.part(
            "xl/charts/chart1.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            "<?xml version=\"1.0\"?><c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:ser><c:cat><c:strRef><c:f>Ark1!$A$1:$A$2</c:f><c:strCache><c:pt idx=\"0\"><c:v>Nord</c:v></c:pt><c:pt idx=\"1\"><c:v>Syd</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chartSpace>",
        );
        package.part(
            "xl/connections.xml",
            &format!("{KIND}.connections+xml"),
            format!("<?xml version=\"1.0\"?><connections {MAIN}><connection id=\"1\" name=\"Løn\"><dbPr connection=\"DSN=loen;UID=sa;PWD=hemmeligt\" command=\"select * from loen\"/></connection></connections>"),
        );
    });
    check(
        &bytes,
        &[
            (HiddenKind::ChoiceList, "Ark1, celle B1:B9", "Ja; Nej"),
            (HiddenKind::DefinedName, "Satser", "Ark9!$A$1:$B$2"),
            (
                HiddenKind::PivotCache,
                "pivottabel over Løn!A1:B3",
                "Navn; Løn\nAnne; 300\nBo; 200",
            ),
            (
                HiddenKind::ExternalLink,
                "dataforbindelse Løn",
                "DSN=loen;UID=sa;PWD=hemmeligt",
            ),
            (
                HiddenKind::ExternalLink,
                "dataforbindelse Løn",
                "select * from loen",
            ),
            (
                HiddenKind::CustomData,
                "hentet fra file:///P:/budget.xlsx",
                "Budget!B3: 99000",
            ),
            (
                HiddenKind::ExternalLink,
                "anden projektmappe",
                "file:///P:/budget.xlsx",
            ),
            (
                HiddenKind::DataOfChart,
                "diagram 1",
                "Ark1!$A$1:$A$2\nNord; Syd",
            ),
        ],
    );
}

#[test]
fn a_sheet_as_long_as_sheets_get_is_read_within_its_bounds() {
    let mut data = String::from("<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>");
    for number in (4..=1_048_576_u32).step_by(4) {
        let state = if number % 8 == 0 { " hidden=\"1\"" } else { "" };
        data.push_str(&format!(
            "<row r=\"{number}\"{state}><c r=\"B{number}\"><v>{number}</v></c></row>"
        ));
    }
    data.push_str("</sheetData>");
    let bytes = sheet::workbook(&one(data), "", |_| {});
    let looked = look(&bytes, "fil", None, Limits::default());
    assert!(matches!(looked.step, Ok(Step::ThroughOffice { .. })));
    assert!(looked.hidden.len() <= Limits::default().findings);
    assert_eq!(looked.hidden[0].place, "Ark1, række 8");
    assert!(looked.hidden_beyond > 120_000);
}
