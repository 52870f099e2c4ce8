use super::Story;

pub(super) fn text(story: &Story) -> Vec<u8> {
    story.as_plain_text().into_bytes()
}

pub(super) fn markdown(story: &Story) -> Vec<u8> {
    let mut text = format!("# {}\n\n", story.title);
    for (name, value) in &story.facts {
        text.push_str(&format!("- **{name}:** {value}\n"));
    }
    for paragraph in &story.paragraphs {
        text.push_str(&format!("\n{paragraph}\n"));
    }
    text.push_str(&format!("\n*{}*\n", story.author.name));
    text.into_bytes()
}

/// As Danish Excel writes it: byte order mark, semicolons, CRLF.
pub(super) fn csv(story: &Story) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    for row in &story.table {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    text.push_str(&format!(
        "Sag {};{};;\r\n",
        story.case_number,
        csv_cell(&story.title)
    ));
    text.into_bytes()
}

fn csv_cell(cell: &str) -> String {
    if cell.contains([';', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
