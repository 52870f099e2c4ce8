use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;
use crate::intake::{folder_of, pdf, read_to_the_end, zip};
use crate::support::words;

const MAIL: &[u8] = b"From: Ingeborg Skjern <i@example.dk>\r\nTo: kommunen@example.dk\r\nSubject: Vedr. rampe\r\n\
    Date: Mon, 9 Mar 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej, her er det.\r\n";

const LIST: &str = "fil;titel;dato;type;f\u{f8}lsomhed\nansoegning.pdf;Ans\u{f8}gning om rampe;10.3.2026;indg\u{e5}ende;f\u{f8}lsom\n";

async fn own_case(test: &TestDesk) -> String {
    let own = |row: &CaseRow| row.source == "Egne sager";
    let open = ListCases {
        only_open: true,
        ..words("")
    };
    let rows = test.desk.list_cases(open).await.unwrap().rows;
    rows.into_iter().find(own).unwrap().id
}

async fn taken_in(test: &TestDesk, case: &str) -> String {
    let parts = [("svar.txt", b"Et svar.".to_vec())];
    let folder = folder_of(
        test,
        &[
            ("ansoegning.pdf", pdf("Jeg s\u{f8}ger om en rampe.")),
            ("mail.eml", MAIL.to_vec()),
            ("pakke.zip", zip(&parts)),
            ("liste.csv", LIST.as_bytes().to_vec()),
        ],
    );
    let offered = test.desk.offer_files(vec![folder]).await.unwrap();
    let start = StartIntake {
        case_id: case.to_owned(),
        offer: offered.id,
    };
    let id = test.desk.start_intake(start).await.unwrap().row.id;
    read_to_the_end(test, &id).await;
    id
}

fn filing(id: &str, list_place: Option<&str>) -> FileDocuments {
    FileDocuments {
        id: id.to_owned(),
        places: Vec::new(),
        list_place: list_place.map(str::to_owned),
    }
}

#[tokio::test]
async fn files_become_documents_of_their_case_once_with_what_a_list_says_of_them() {
    let test = demo_for_anne().await;
    let case = own_case(&test).await;
    let before = {
        let shown = OpenCase::of(&case);
        test.desk.show_case(shown).await.unwrap().documents.len()
    };
    let id = taken_in(&test, &case).await;
    let preview = test
        .desk
        .preview_intake_filing(filing(&id, None))
        .await
        .unwrap();
    let mut names: Vec<&str> = preview
        .rows
        .iter()
        .map(|row| row.file_name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["ansoegning.pdf", "liste.csv", "mail.eml", "svar.txt"],
        "what an archive holds, and not the archive"
    );
    let of = |preview: &FilingPreview, name: &str| {
        let mut rows = preview.rows.iter().filter(|row| row.file_name == name);
        rows.next().unwrap().clone()
    };
    let mail = of(&preview, "mail.eml");
    assert_eq!(
        (mail.title.as_str(), mail.date.as_str()),
        ("Vedr. rampe", "2026-03-09")
    );
    assert_eq!(of(&preview, "svar.txt").title, "svar");

    let list = preview.lists[0].place.clone();
    let with_list = filing(&id, Some(&list));
    let preview = test
        .desk
        .preview_intake_filing(with_list.clone())
        .await
        .unwrap();
    assert_eq!((preview.faults.len(), preview.rows.len()), (0, 3));
    let said = of(&preview, "ansoegning.pdf");
    assert_eq!(
        (said.title.as_str(), said.date.as_str(), said.sensitivity),
        (
            "Ans\u{f8}gning om rampe",
            "2026-03-10",
            Sensitivity::Sensitive
        )
    );
    // One by itself: the list names the others too, and is no less right.
    let one = FileDocuments {
        places: vec![said.place.clone()],
        ..with_list.clone()
    };
    let filed = test.desk.file_intake_documents(one).await.unwrap();
    assert_eq!((filed.filed, filed.already), (1, 0));
    let filed = test
        .desk
        .file_intake_documents(with_list.clone())
        .await
        .unwrap();
    assert_eq!((filed.filed, filed.already), (2, 1));
    let again = test.desk.file_intake_documents(with_list).await.unwrap();
    assert_eq!((again.filed, again.already), (0, 3));
    let shown = OpenCase::of(&case);
    let detail = test.desk.show_case(shown).await.unwrap();
    assert_eq!(detail.documents.len(), before + 3);
    let document = detail
        .documents
        .iter()
        .find(|one| one.title == "Vedr. rampe")
        .unwrap();
    assert_eq!(document.media_type.as_deref(), Some("message/rfc822"));
    let bytes = test.desk.read_document(&document.id).await.unwrap();
    assert_eq!(bytes.bytes.as_slice(), MAIL);

    // The intake is taken away, and what was put on the case stays.
    let removal = RemoveIntake {
        id,
        reason: "det hele ligger p\u{e5} sagen".to_owned(),
    };
    test.desk.remove_intake(removal).await.unwrap();
    let bytes = test.desk.read_document(&document.id).await.unwrap();
    assert_eq!(bytes.bytes.as_slice(), MAIL);
}

#[tokio::test]
async fn a_list_with_a_fault_files_nothing_and_anothers_case_takes_no_documents() {
    let test = demo_for_anne().await;
    let case = own_case(&test).await;
    let folder = folder_of(
        &test,
        &[
            ("a.txt", b"a".to_vec()),
            (
                "liste.csv",
                b"fil;dato\na.txt;31-02-2026\nb.txt;1-1-2026\n".to_vec(),
            ),
        ],
    );
    let offered = test.desk.offer_files(vec![folder.clone()]).await.unwrap();
    let start = StartIntake {
        case_id: case,
        offer: offered.id,
    };
    let id = test.desk.start_intake(start).await.unwrap().row.id;
    read_to_the_end(&test, &id).await;
    let lists = test
        .desk
        .preview_intake_filing(filing(&id, None))
        .await
        .unwrap()
        .lists;
    let with_list = filing(&id, Some(&lists[0].place));
    let preview = test
        .desk
        .preview_intake_filing(with_list.clone())
        .await
        .unwrap();
    let faults: Vec<_> = preview
        .faults
        .iter()
        .map(|fault| (fault.line, fault.problem))
        .collect();
    assert_eq!(
        faults,
        [(2, FilingProblem::NotADay), (3, FilingProblem::UnknownFile)]
    );
    let refused = test
        .desk
        .file_intake_documents(with_list)
        .await
        .unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("listPlace"));

    let rows = test.desk.list_cases(words("")).await.unwrap().rows;
    let copy = rows.iter().find(|row| row.source != "Egne sager").unwrap();
    let offered = test.desk.offer_files(vec![folder]).await.unwrap();
    let start = StartIntake {
        case_id: copy.id.clone(),
        offer: offered.id,
    };
    let id = test.desk.start_intake(start).await.unwrap().row.id;
    read_to_the_end(&test, &id).await;
    let refused = test
        .desk
        .file_intake_documents(filing(&id, None))
        .await
        .unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("not_own"));
}

/// A workbook with a hidden sheet before the list, shared texts, a day as a number and one as a text.
fn workbook(rows: &str) -> Vec<u8> {
    let part = |name: &'static str, text: String| (name, text.into_bytes());
    let relations = |of: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{of}</Relationships>"
        )
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\"/>"
        )
    };
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    zip(&[
        part(
            "_rels/.rels",
            relations(&relation("r", "officeDocument", "xl/workbook.xml")),
        ),
        part(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>".to_owned(),
        ),
        part(
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
                 <sheet name=\"Skjult\" sheetId=\"1\" state=\"hidden\" r:id=\"a\"/>\
                 <sheet name=\"Liste\" sheetId=\"2\" r:id=\"b\"/></sheets></workbook>"
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            relations(
                &[
                    relation("a", "worksheet", "worksheets/sheet1.xml"),
                    relation("b", "worksheet", "worksheets/sheet2.xml"),
                    relation("c", "sharedStrings", "sharedStrings.xml"),
                    relation("d", "styles", "styles.xml"),
                ]
                .concat(),
            ),
        ),
        part(
            "xl/worksheets/sheet1.xml",
            format!("<worksheet {main}><sheetData/></worksheet>"),
        ),
        part(
            "xl/worksheets/sheet2.xml",
            format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
        ),
        part(
            "xl/sharedStrings.xml",
            format!("<sst {main}><si><t>fil</t></si><si><t>titel</t></si><si><r><t>Ans\u{f8}gning </t></r><r><t>om rampe</t></r></si></sst>"),
        ),
        part(
            "xl/styles.xml",
            format!(
                "<styleSheet {main}><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/></numFmts>\
                 <cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs>\
                 <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
            ),
        ),
    ])
}

async fn taken_in_with(test: &TestDesk, case: &str, list: Vec<u8>) -> (String, String) {
    let folder = folder_of(
        test,
        &[
            ("ansoegning.pdf", pdf("Jeg s\u{f8}ger om en rampe.")),
            ("mail.eml", MAIL.to_vec()),
            ("liste.xlsx", list),
        ],
    );
    let offered = test.desk.offer_files(vec![folder]).await.unwrap();
    let start = StartIntake {
        case_id: case.to_owned(),
        offer: offered.id,
    };
    let id = test.desk.start_intake(start).await.unwrap().row.id;
    read_to_the_end(test, &id).await;
    let preview = test.desk.preview_intake_filing(filing(&id, None)).await;
    let lists = preview.unwrap().lists;
    let list = lists.iter().find(|list| list.name == "liste.xlsx").unwrap();
    (id, list.place.clone())
}

#[tokio::test]
async fn a_list_may_be_a_spreadsheet_with_days_as_days_or_as_text() {
    let test = demo_for_anne().await;
    let case = own_case(&test).await;
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
        <c r=\"D1\" t=\"inlineStr\"><is><t>dato</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>ansoegning.pdf</t></is></c><c r=\"B3\" t=\"s\"><v>2</v></c>\
        <c r=\"D3\" s=\"1\"><v>46091</v></c></row>\
        <row r=\"4\"><c r=\"A4\" t=\"str\"><v>mail.eml</v></c><c r=\"D4\" t=\"inlineStr\"><is><t>11.3.2026</t></is></c></row>";
    let (id, place) = taken_in_with(&test, &case, workbook(rows)).await;
    let preview = test
        .desk
        .preview_intake_filing(filing(&id, Some(&place)))
        .await
        .unwrap();
    assert_eq!(preview.faults, []);
    let mut said: Vec<(&str, &str, &str)> = preview
        .rows
        .iter()
        .map(|row| {
            (
                row.file_name.as_str(),
                row.title.as_str(),
                row.date.as_str(),
            )
        })
        .collect();
    said.sort_unstable();
    assert_eq!(said.len(), 2, "the list itself is none of them");
    assert_eq!(
        said[0],
        ("ansoegning.pdf", "Ans\u{f8}gning om rampe", "2026-03-10")
    );
    assert_eq!((said[1].0, said[1].2), ("mail.eml", "2026-03-11"));

    let wrong = rows
        .replace("46091", "-4")
        .replace("11.3.2026", "i g\u{e5}r");
    let (id, place) = taken_in_with(&test, &case, workbook(&wrong)).await;
    let preview = test
        .desk
        .preview_intake_filing(filing(&id, Some(&place)))
        .await
        .unwrap();
    let faults: Vec<(u32, Option<&str>, FilingProblem)> = preview
        .faults
        .iter()
        .map(|fault| (fault.line, fault.column.as_deref(), fault.problem))
        .collect();
    assert_eq!(
        faults,
        [
            (3, Some("dato"), FilingProblem::NotADay),
            (4, Some("dato"), FilingProblem::NotADay)
        ],
        "with the row that the spreadsheet counts"
    );
    let refused = test
        .desk
        .file_intake_documents(filing(&id, Some(&place)))
        .await
        .unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("faults"));
}
