use super::Story;
use super::encoding::xml;

pub(super) fn write(story: &Story) -> Vec<u8> {
    let mut body = String::new();
    for (name, value) in &story.facts {
        body.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", xml(name), xml(value)));
    }
    body.push_str("</dl>\n");
    for paragraph in &story.paragraphs {
        body.push_str(&format!("<p>{}</p>\n", xml(paragraph)));
    }
    body.push_str("<table>\n");
    for (number, row) in story.table.iter().enumerate() {
        let tag = if number == 0 { "th" } else { "td" };
        body.push_str("<tr>");
        for cell in row {
            body.push_str(&format!("<{tag}>{}</{tag}>", xml(cell)));
        }
        body.push_str("</tr>\n");
    }
    let title = xml(&story.title);
    let author = xml(&story.author.name);
    format!(
        "<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<meta name=\"author\" content=\"{author}\">\n</head>\n\
         <body>\n<h1>{title}</h1>\n<dl>\n{body}</table>\n<address>{author}</address>\n\
         </body>\n</html>\n"
    )
    .into_bytes()
}
