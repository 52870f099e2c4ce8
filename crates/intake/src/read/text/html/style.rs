//! What of a page's styles decides whether its text is seen.

use std::collections::HashMap;

use super::tags::Tag;
use crate::HiddenKind;

/// How text is shown at a place of the page.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) hidden: Option<HiddenKind>,
    pub(super) is_bold: bool,
    pub(super) keeps_spaces: bool,
    pub(super) colour: [u8; 3],
    /// `None` behind which a picture may stand.
    pub(super) behind: Option<[u8; 3]>,
    /// Its paragraphs stand without a gap.
    pub(super) is_tight: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            hidden: None,
            is_bold: false,
            keeps_spaces: false,
            colour: [0; 3],
            behind: Some([255; 3]),
            is_tight: false,
        }
    }
}

/// The page's own rules that name one tag, one class or one id, or a tag with a class: as mails are written. Others
/// are passed over.
#[derive(Default)]
pub(super) struct Rules {
    of: HashMap<String, String>,
}

const MOST_RULES: usize = 5_000;
const LONGEST_RULE: usize = 2_000;

impl Rules {
    pub(super) fn read(&mut self, sheet: &str) {
        let mut rest = sheet;
        while let Some((selectors, after)) = rest.split_once('{') {
            // Rules for some widths or for print only are no rules for the page as it is shown.
            if selectors.contains('@') && !after.trim_start().starts_with('}') {
                rest = after_group(after);
                continue;
            }
            let Some((declarations, after)) = after.split_once('}') else {
                return;
            };
            rest = after;
            if declarations.len() > LONGEST_RULE {
                continue;
            }
            let selectors = selectors.rsplit(['}', ';']).next().unwrap_or_default();
            for selector in selectors.split(',') {
                let selector = without_comments(selector);
                let selector = selector.trim();
                let is_plain = !selector.is_empty()
                    && selector.len() <= 80
                    && selector
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b".#-_".contains(&byte));
                if is_plain && self.of.len() < MOST_RULES {
                    let own = self.of.entry(selector.to_ascii_lowercase()).or_default();
                    if own.len() < LONGEST_RULE {
                        own.push(';');
                        own.push_str(declarations);
                    }
                }
            }
        }
    }

    /// How the element's text looks within one of this look.
    pub(super) fn look(&self, tag: &Tag, within: &Look) -> Look {
        let mut look = within.clone();
        look.is_tight = false;
        if matches!(
            tag.name.as_str(),
            "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        ) {
            look.is_bold = true;
        }
        if matches!(tag.name.as_str(), "pre" | "listing" | "plaintext") {
            look.keeps_spaces = true;
        }
        if let Some(colour) = tag.get("bgcolor").and_then(colour) {
            look.behind = Some(colour);
        }
        if tag.get("background").is_some() {
            look.behind = None;
        }
        if tag.name == "font"
            && let Some(colour) = tag.get("color").and_then(colour)
        {
            look.colour = colour;
        }
        let mut merged = Merged::default();
        if !self.of.is_empty() {
            merged.add(self.of.get(tag.name.as_str()));
            let classes = tag.get("class").unwrap_or_default();
            for class in classes.split_ascii_whitespace().take(20) {
                let class = class.to_ascii_lowercase();
                merged.add(self.of.get(&format!(".{class}")));
                merged.add(self.of.get(&format!("{}.{class}", tag.name)));
            }
            if let Some(id) = tag.get("id") {
                merged.add(self.of.get(&format!("#{}", id.to_ascii_lowercase())));
            }
        }
        merged.add_text(tag.get("style").unwrap_or_default());
        merged.apply(&mut look);
        if tag
            .get("class")
            .is_some_and(|class| class.starts_with("Mso"))
        {
            look.is_tight = true;
        }
        if tag.get("hidden").is_some() {
            look.hidden = Some(HiddenKind::HiddenText);
        }
        if look.hidden.is_none()
            && look
                .behind
                .is_some_and(|behind| is_alike(look.colour, behind))
        {
            look.hidden = Some(HiddenKind::WhiteText);
        } else if look.hidden == Some(HiddenKind::WhiteText)
            && !look
                .behind
                .is_some_and(|behind| is_alike(look.colour, behind))
        {
            look.hidden = None;
        }
        look
    }
}

/// The declarations that count, of all that apply to one element.
#[derive(Default)]
struct Merged {
    text: String,
}

impl Merged {
    fn add(&mut self, declarations: Option<&String>) {
        if let Some(declarations) = declarations {
            self.add_text(declarations);
        }
    }

    fn add_text(&mut self, declarations: &str) {
        if !declarations.is_empty() {
            self.text.push(';');
            self.text.push_str(declarations);
        }
    }

    fn apply(&self, look: &mut Look) {
        if self.text.is_empty() {
            return;
        }
        let mut is_cut = false;
        let mut has_no_height = false;
        let mut is_gone = None;
        for declaration in self.text.split(';') {
            let Some((name, value)) = declaration.split_once(':') else {
                continue;
            };
            let name = name.trim().to_ascii_lowercase();
            let value = value.trim().to_ascii_lowercase();
            let value = value.trim_end_matches("!important").trim_end();
            match name.as_str() {
                "display" => is_gone = Some(value == "none"),
                "mso-hide" => is_gone = is_gone.or((value == "all").then_some(true)),
                "visibility" if value == "hidden" || value == "collapse" => is_gone = Some(true),
                "opacity" if number(value).is_some_and(|share| share < 0.05) => {
                    is_gone = Some(true);
                }
                "font-size" => {
                    if let Some(points) = length(value) {
                        if points < 1.6 {
                            look.hidden = Some(HiddenKind::HiddenText);
                        } else if look.hidden == Some(HiddenKind::HiddenText) && points >= 4.0 {
                            // Text of its own size within an element of none.
                            look.hidden = None;
                        }
                    }
                }
                "left" | "top" | "text-indent" | "margin-left" | "margin-top"
                    if length(value).is_some_and(|points| points < -700.0) =>
                {
                    is_gone = Some(true);
                }
                "height" | "max-height" | "width" | "max-width" => {
                    has_no_height |= length(value).is_some_and(|points| points < 1.6);
                }
                "overflow" => is_cut = value == "hidden",
                "color" => {
                    if value == "transparent" {
                        is_gone = Some(true);
                    } else if let Some(colour) = colour(value) {
                        look.colour = colour;
                    }
                }
                "background-color" => {
                    if let Some(colour) = colour(value) {
                        look.behind = Some(colour);
                    }
                }
                "background" => {
                    if value.contains("url(") || value.contains("gradient") {
                        look.behind = None;
                    } else if let Some(colour) = value.split_whitespace().find_map(colour) {
                        look.behind = Some(colour);
                    }
                }
                "background-image" if value != "none" => look.behind = None,
                "font-weight" => {
                    look.is_bold =
                        value.starts_with("bold") || number(value).is_some_and(|own| own >= 600.0);
                }
                "white-space" => look.keeps_spaces = value.starts_with("pre"),
                "margin" => {
                    let first = value.split_whitespace().next().unwrap_or_default();
                    look.is_tight = length(first).is_some_and(|points| points < 2.0);
                }
                _ => {}
            }
        }
        if is_gone == Some(true) || is_cut && has_no_height {
            look.hidden = Some(HiddenKind::HiddenText);
        }
    }
}

/// Too little between them to be read by anybody.
fn is_alike(one: [u8; 3], other: [u8; 3]) -> bool {
    let light = |colour: [u8; 3]| {
        let part = |value: u8| (f32::from(value) / 255.0).powf(2.2);
        0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
    };
    let (one_light, other_light) = (light(one), light(other));
    let (dark, bright) = (one_light.min(other_light), one_light.max(other_light));
    (bright + 0.05) / (dark + 0.05) < 1.15
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.abs_diff(other) < 48)
}

fn colour(value: &str) -> Option<[u8; 3]> {
    let value = value.trim().to_ascii_lowercase();
    if let Some(hex) = value.strip_prefix('#') {
        return hex_colour(hex);
    }
    if let Some(parts) = value
        .strip_prefix("rgb(")
        .or_else(|| value.strip_prefix("rgba("))
    {
        let mut parts = parts
            .split([',', ' ', ')', '/'])
            .filter(|part| !part.is_empty())
            .map(|part| number(part).map(|own| own.clamp(0.0, 255.0) as u8));
        return Some([parts.next()??, parts.next()??, parts.next()??]);
    }
    let named = match value.as_str() {
        "white" | "window" | "#fff" => [255, 255, 255],
        "black" | "windowtext" => [0, 0, 0],
        "red" => [255, 0, 0],
        "green" => [0, 128, 0],
        "blue" => [0, 0, 255],
        "yellow" => [255, 255, 0],
        "navy" => [0, 0, 128],
        "gray" | "grey" => [128, 128, 128],
        "silver" => [192, 192, 192],
        "whitesmoke" => [245, 245, 245],
        "snow" => [255, 250, 250],
        "ivory" => [255, 255, 240],
        _ => return hex_colour(&value).filter(|_| value.len() == 6),
    };
    Some(named)
}

fn hex_colour(hex: &str) -> Option<[u8; 3]> {
    if !hex.is_ascii() {
        return None;
    }
    let part = |from: usize, length: usize| {
        let value = u8::from_str_radix(hex.get(from..from + length)?, 16).ok()?;
        Some(if length == 1 { value * 17 } else { value })
    };
    match hex.len() {
        3 | 4 => Some([part(0, 1)?, part(1, 1)?, part(2, 1)?]),
        6 | 8 => Some([part(0, 2)?, part(2, 2)?, part(4, 2)?]),
        _ => None,
    }
}

/// A length in points, roughly.
fn length(value: &str) -> Option<f32> {
    let own = number(value)?;
    let unit =
        value.trim_start_matches(|sign: char| sign.is_ascii_digit() || "+-. ".contains(sign));
    Some(match unit.trim() {
        "px" => own * 0.75,
        "em" | "rem" => own * 11.0,
        "%" => own * 0.11,
        _ => own,
    })
}

fn number(value: &str) -> Option<f32> {
    let end = value
        .find(|sign: char| !sign.is_ascii_digit() && !"+-.".contains(sign))
        .unwrap_or(value.len());
    value[..end].parse().ok()
}

/// Past the group of rules that was just begun.
fn after_group(text: &str) -> &str {
    let mut depth = 1;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

fn without_comments(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        left.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    left.push_str(rest);
    left.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(rules: &str, style: &str, class: &str) -> Option<HiddenKind> {
        let mut own = Rules::default();
        own.read(rules);
        let tag = Tag {
            name: "p".to_owned(),
            attributes: vec![
                ("style".to_owned(), style.to_owned()),
                ("class".to_owned(), class.to_owned()),
            ],
        };
        own.look(&tag, &Look::default()).hidden
    }

    #[test]
    fn text_that_nobody_can_see_is_found_out() {
        use HiddenKind::{HiddenText, WhiteText};
        let check = |rules: &str, style: &str, class: &str, expected: Option<HiddenKind>| {
            assert_eq!(
                hidden(rules, style, class),
                expected,
                "{rules} {style} {class}"
            );
        };
        check("", "color:#000", "", None);
        check("", "display: none !important", "", Some(HiddenText));
        check("", "Display:None;color:red", "", Some(HiddenText));
        check("", "visibility:hidden", "", Some(HiddenText));
        check("", "font-size:0", "", Some(HiddenText));
        check("", "font-size:1px", "", Some(HiddenText));
        check("", "font-size:11.0pt", "", None);
        check("", "opacity:0", "", Some(HiddenText));
        check("", "max-height:0px;overflow:hidden", "", Some(HiddenText));
        check("", "max-height:0px", "", None);
        check("", "position:absolute;left:-9999px", "", Some(HiddenText));
        check("", "mso-hide:all", "", Some(HiddenText));
        check("", "color:white", "", Some(WhiteText));
        check("", "color:#FEFEFE", "", Some(WhiteText));
        check("", "color:rgb(255, 255, 255)", "", Some(WhiteText));
        check("", "color:#fff;background:#1a4fff", "", None);
        check("", "color:#fff;background:url(x.png)", "", None);
        check(
            "",
            "color:black;background-color:black",
            "",
            Some(WhiteText),
        );
        check("", "color:yellow", "", None);
        check(".pre{display:none}", "", "pre", Some(HiddenText));
        check("p.pre, .x{color:#fff}", "", "PRE", Some(WhiteText));
        check(
            "@media print{.pre{display:none}} .y{color:red}",
            "",
            "pre",
            None,
        );
        check("/* a */ .pre {display:none", "", "pre", None);
    }
}
