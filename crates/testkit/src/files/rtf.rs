use super::Story;
use super::encoding::windows_1252_byte;

pub(super) fn write(story: &Story) -> Vec<u8> {
    let mut text = String::from(
        "{\\rtf1\\ansi\\ansicpg1252\\deff0\\deflang1030{\\fonttbl{\\f0\\fswiss Arial;}}\n",
    );
    text.push_str(&format!(
        "{{\\info{{\\title {}}}{{\\author {}}}}}\n",
        escaped(&story.title),
        escaped(&story.author.name)
    ));
    text.push_str(&format!(
        "\\f0\\fs32\\b {}\\b0\\fs22\\par\n",
        escaped(&story.title)
    ));
    for (name, value) in &story.facts {
        text.push_str(&format!(
            "\\b {}:\\b0  {}\\par\n",
            escaped(name),
            escaped(value)
        ));
    }
    for paragraph in &story.paragraphs {
        text.push_str(&format!("\\par {}\\par\n", escaped(paragraph)));
    }
    text.push_str(&format!("\\par {}\\par\n}}\n", escaped(&story.author.name)));
    text.into_bytes()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\\' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(c);
            }
            ' '..='~' => escaped.push(c),
            _ => escaped.push_str(&format!("\\'{:02x}", windows_1252_byte(c))),
        }
    }
    escaped
}
