use super::{Package, escaped};

pub(crate) const BOOK: &str = "xl/workbook.xml";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A sheet: its name, its state (`hidden`, or nothing), and what stands in its part.
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) state: &'static str,
    pub(crate) inner: String,
}

/// A workbook whose sheets are `xl/worksheets/sheet1.xml` and so on.
pub(crate) fn workbook(sheets: &[Sheet], in_book: &str, add: impl FnOnce(&mut Package)) -> Vec<u8> {
    let mut package = Package::default();
    package.relate("", "officeDocument", BOOK);
    let mut named = String::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let number = at + 1;
        let id = package.relate(BOOK, "worksheet", &format!("worksheets/sheet{number}.xml"));
        let state = if sheet.state.is_empty() {
            String::new()
        } else {
            format!(" state=\"{}\"", sheet.state)
        };
        named.push_str(&format!(
            "<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"{id}\"/>",
            escaped(sheet.name)
        ));
        package.part(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!("{KIND}.worksheet+xml"),
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{}\">{}</worksheet>",
                super::OFFICE_RELATION, sheet.inner
            ),
        );
    }
    package.part(
        BOOK,
        &format!("{KIND}.sheet.main+xml"),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workbook xmlns=\"{MAIN}\" xmlns:r=\"{}\"><sheets>{named}</sheets>{in_book}</workbook>",
            super::OFFICE_RELATION
        ),
    );
    add(&mut package);
    package.bytes()
}

/// Rows of text, from row 1 and column A.
pub(crate) fn rows(rows: &[&[&str]]) -> String {
    let mut data = String::from("<sheetData>");
    for (at, cells) in rows.iter().enumerate() {
        data.push_str(&row(at + 1, "", cells));
    }
    data + "</sheetData>"
}

pub(crate) fn row(number: usize, properties: &str, cells: &[&str]) -> String {
    let mut text = format!("<row r=\"{number}\" {properties}>");
    for (column, cell) in cells.iter().enumerate() {
        let letter = char::from(b'A' + column as u8);
        text.push_str(&format!(
            "<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
            escaped(cell)
        ));
    }
    text + "</row>"
}

pub(crate) fn shared_strings(texts: &[&str]) -> String {
    let items: String = texts
        .iter()
        .map(|text| format!("<si><t>{}</t></si>", escaped(text)))
        .collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sst xmlns=\"{MAIN}\">{items}</sst>")
}

pub(crate) fn add_shared_strings(package: &mut Package, texts: &[&str]) {
    package.part(
        "xl/sharedStrings.xml",
        &format!("{KIND}.sharedStrings+xml"),
        shared_strings(texts),
    );
    package.relate(BOOK, "sharedStrings", "sharedStrings.xml");
}
