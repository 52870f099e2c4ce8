//! A page or a mail in HTML to text with its structure: what a reader of it would see. What it hides is told apart,
//! and nothing is ever fetched.

mod entities;
mod picture;
mod style;
mod table;
mod tags;

use sagsbord_pdf::{LetterBlock, LetterSpan, LetterText};

use super::shown;
use crate::{HiddenKind, words};
use entities::decoded;
use style::{Look, Rules};
use table::Table;
use tags::{Tag, Token, Tokens};

/// What a page in HTML holds.
#[derive(Default)]
pub(crate) struct HtmlText {
    pub(crate) title: String,
    pub(crate) blocks: Vec<LetterBlock>,
    /// Kind, place and text.
    pub(crate) hidden: Vec<(HiddenKind, &'static str, String)>,
    /// What its `meta` says of it.
    pub(crate) data: Vec<String>,
    /// Pictures of the mail that its text shows, by their ids there.
    pub(crate) shown_parts: Vec<String>,
    /// Pictures that lie in the text itself: their names and their bytes.
    pub(crate) pictures: Vec<(String, Vec<u8>)>,
}

/// Elements within each other that are told apart. What lies deeper is text of the deepest.
const DEEPEST: usize = 200;
/// Tables within tables that keep their shape while they are read.
const DEEPEST_TABLES: usize = 12;
const MOST_PICTURES: usize = 500;
const LONGEST_ADDRESS: usize = 1_000;
/// Longer ones are paragraphs, whatever they are called.
const LONGEST_HEADING: usize = 300;

/// Reads it. `name_of` tells the name of a part of the mail by its id.
pub(crate) fn read(untrusted: &str, name_of: &dyn Fn(&str) -> Option<String>) -> HtmlText {
    let mut walk = Walk {
        found: HtmlText::default(),
        rules: Rules::default(),
        open: Vec::new(),
        page: Look::default(),
        spans: Vec::new(),
        ends_in_space: true,
        mark: None,
        wants_gap: true,
        out: vec![Vec::new()],
        tables: Vec::new(),
        lists: Vec::new(),
        links: Vec::new(),
        hidden: None,
        name_of,
    };
    for token in Tokens::new(untrusted) {
        match token {
            Token::Text(text) => walk.text(text),
            Token::Start(tag) => walk.start(&tag),
            Token::End(name) => walk.end(&name),
            Token::Comment(text) => walk.comment(text),
            Token::Raw(name, text) => walk.raw(name, text),
        }
    }
    walk.finish()
}

struct Open {
    name: String,
    look: Look,
    quote: u8,
    heading: u8,
}

struct List {
    /// The next item's number, in a list that has numbers.
    next: Option<i64>,
}

struct Link {
    address: String,
    /// What stands in it.
    said: String,
}

struct Walk<'n> {
    found: HtmlText,
    rules: Rules,
    open: Vec<Open>,
    page: Look,
    spans: Vec<LetterSpan>,
    ends_in_space: bool,
    /// Of the list item that begins, and its level.
    mark: Option<(String, u8)>,
    /// The next paragraph does not go on from the one before.
    wants_gap: bool,
    /// Where blocks go: the page, or the cell that is being read.
    out: Vec<Vec<LetterBlock>>,
    tables: Vec<Table>,
    lists: Vec<List>,
    links: Vec<Link>,
    hidden: Option<(HiddenKind, String)>,
    name_of: &'n dyn Fn(&str) -> Option<String>,
}

impl Walk<'_> {
    fn look(&self) -> &Look {
        self.open.last().map_or(&self.page, |open| &open.look)
    }

    fn quote(&self) -> u8 {
        self.open.last().map_or(0, |open| open.quote)
    }

    fn text(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let mut text = String::with_capacity(raw.len());
        decoded(raw, &mut text);
        if let Some(kind) = self.look().hidden {
            self.hide(kind, &text);
            return;
        }
        if !text.trim().is_empty() {
            self.end_hidden();
        }
        self.show(&text);
    }

    /// Text as it is seen.
    fn show(&mut self, text: &str) {
        let keeps = self.look().keeps_spaces;
        let is_bold = self.look().is_bold;
        let mut own = String::with_capacity(text.len());
        for letter in text.chars() {
            if keeps {
                match letter {
                    '\n' => {
                        own.push('\n');
                        self.ends_in_space = true;
                    }
                    '\r' => {}
                    ' ' if self.ends_in_space => own.push('\u{A0}'),
                    letter => {
                        own.push(letter);
                        self.ends_in_space = false;
                    }
                }
            } else if matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0C') {
                if !self.ends_in_space {
                    own.push(' ');
                    self.ends_in_space = true;
                }
            } else {
                own.push(letter);
                self.ends_in_space = false;
            }
        }
        if own.is_empty() {
            return;
        }
        let own = shown(&own);
        if let Some(link) = self.links.last_mut()
            && link.said.len() < LONGEST_ADDRESS
        {
            link.said.push_str(&own);
        }
        match self.spans.last_mut() {
            Some(LetterSpan::Bold(last)) if is_bold => last.push_str(&own),
            Some(LetterSpan::Plain(last)) if !is_bold => last.push_str(&own),
            _ if is_bold => self.spans.push(LetterSpan::Bold(own)),
            _ => self.spans.push(LetterSpan::Plain(own)),
        }
    }

    /// A word of our own between the text's.
    fn say(&mut self, text: &str) {
        if self.look().hidden.is_some() {
            return;
        }
        self.end_hidden();
        if !self.ends_in_space {
            self.show(" ");
        }
        self.show(text);
        self.show(" ");
    }

    fn hide(&mut self, kind: HiddenKind, text: &str) {
        if text.trim().is_empty() {
            if let Some((_, own)) = &mut self.hidden
                && !own.ends_with(' ')
            {
                own.push(' ');
            }
            return;
        }
        if self.hidden.as_ref().is_some_and(|(own, _)| *own != kind) {
            self.end_hidden();
        }
        let own = &mut self.hidden.get_or_insert((kind, String::new())).1;
        for word in text.split_whitespace() {
            if !own.is_empty() && !own.ends_with(' ') && text.starts_with(char::is_whitespace) {
                own.push(' ');
            }
            own.push_str(word);
            own.push(' ');
        }
        if !text.ends_with(char::is_whitespace) {
            own.pop();
        }
    }

    fn tell_hidden(&mut self, kind: HiddenKind, place: &'static str, text: String) {
        self.end_hidden();
        self.found.hidden.push((kind, place, text));
    }

    fn end_hidden(&mut self) {
        let Some((kind, text)) = self.hidden.take() else {
            return;
        };
        // Invisible fillers behind which mail programs are kept from showing the text.
        let text = shown(&text);
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{34F}');
        if text.is_empty() {
            return;
        }
        let place = match kind {
            HiddenKind::WhiteText => words::IN_BACKGROUND_COLOUR,
            _ => words::NOT_SHOWN,
        };
        self.found.hidden.push((kind, place, text.to_owned()));
    }

    fn comment(&mut self, text: &str) {
        let inner = words_of(text);
        if !inner.is_empty() {
            self.tell_hidden(HiddenKind::HiddenText, words::IN_COMMENT, inner);
        }
    }

    fn raw(&mut self, name: &'static str, text: &str) {
        match name {
            "style" => self.rules.read(text),
            "title" => {
                let mut title = String::new();
                decoded(text, &mut title);
                if self.found.title.is_empty() {
                    self.found.title = words_between(&shown(&title));
                }
            }
            "script" if !text.trim().is_empty() => {
                let text = text.trim().to_owned();
                self.tell_hidden(HiddenKind::Script, words::IN_SCRIPT, text);
            }
            "textarea" | "xmp" => self.text(text),
            // For readers that run no programs and show no frames; such a reader this one is.
            "noframes" | "noembed" | "iframe" => {
                let inner = words_of(text);
                if !inner.is_empty() {
                    self.show(&inner);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        self.end_what_this_ends(&tag.name);
        let look = self.rules.look(tag, self.look());
        match tag.name.as_str() {
            "br" => {
                self.new_line();
                return;
            }
            "hr" => {
                self.flush();
                let rule = quoted(self.quote(), LetterBlock::Rule);
                // Only between things that are there to be kept apart.
                if let Some(out) = self.out.last_mut()
                    && !out.is_empty()
                    && look.hidden.is_none()
                {
                    out.push(rule);
                }
                self.wants_gap = true;
                return;
            }
            "img" | "image" => {
                self.picture(tag, &look);
                return;
            }
            "input" => {
                self.input(tag, &look);
                return;
            }
            "meta" => {
                if let (Some(name), Some(content)) = (tag.get("name"), tag.get("content")) {
                    let is_telling = !matches!(
                        name.to_ascii_lowercase().as_str(),
                        "viewport" | "robots" | "color-scheme" | "supported-color-schemes"
                    );
                    if is_telling && self.found.data.len() < MOST_PICTURES {
                        self.found.data.push(format!("{name}: {content}"));
                    }
                }
                return;
            }
            "link" | "base" | "area" | "col" | "wbr" | "source" | "track" | "param" => return,
            "embed" => {
                self.remote(tag.get("src"), words::EMBEDDED);
                return;
            }
            "iframe" | "frame" => self.remote(tag.get("src"), words::EMBEDDED),
            "object" => self.remote(tag.get("data"), words::EMBEDDED),
            "video" | "audio" => self.remote(tag.get("src"), words::EMBEDDED),
            _ => {}
        }
        let mut open = Open {
            name: tag.name.clone(),
            look,
            quote: self.quote(),
            heading: self.open.last().map_or(0, |open| open.heading),
        };
        if is_block(&tag.name) {
            self.flush();
            // Outlook draws a line above each mail that it quotes.
            self.wants_gap |= tag
                .get("style")
                .is_some_and(|style| style.contains("border-top:solid"));
        }
        match tag.name.as_str() {
            "p" | "dl" | "pre" | "listing" | "fieldset" | "figure" => {
                self.wants_gap |= !open.look.is_tight;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                open.heading = tag.name.as_bytes()[1] - b'0';
                self.wants_gap = true;
            }
            "blockquote" => {
                open.quote = open.quote.saturating_add(1);
                self.wants_gap = true;
            }
            "ul" | "ol" | "menu" | "dir" => {
                let first = tag.get("start").and_then(|start| start.trim().parse().ok());
                let is_numbered = tag.name == "ol";
                self.lists.push(List {
                    next: is_numbered.then(|| first.unwrap_or(1)),
                });
                self.wants_gap = true;
            }
            "li" => self.item(tag),
            "a" => {
                let address = tag.get("href").unwrap_or_default().trim().to_owned();
                self.links.push(Link {
                    address,
                    said: String::new(),
                });
            }
            "table" => {
                self.wants_gap = true;
                if self.tables.len() < DEEPEST_TABLES && self.open.len() < DEEPEST {
                    for table in &mut self.tables {
                        table.has_tables = true;
                    }
                    self.tables.push(Table::new(self.open.len()));
                } else {
                    open.name = "div".to_owned();
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_row();
                }
            }
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut()
                    && !table.is_in_cell
                    && self.open.len() < DEEPEST
                {
                    table.begin_cell(tag.name == "th");
                    self.out.push(Vec::new());
                    self.wants_gap = true;
                }
            }
            "q" => self.show("»"),
            "option" => self.show(" "),
            _ => {}
        }
        if self.open.len() < DEEPEST {
            self.open.push(open);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "br" => return self.new_line(),
            "p" if !self.is_open("p") => {
                self.flush();
                self.wants_gap = true;
                return;
            }
            _ => {}
        }
        // A cell's end tags do not reach out of the cell.
        let floor = self.floor(name);
        let Some(at) = self.open[floor..]
            .iter()
            .rposition(|open| open.name == name)
        else {
            return;
        };
        self.close_to(floor + at);
    }

    fn is_open(&self, name: &str) -> bool {
        self.open[self.floor(name)..]
            .iter()
            .any(|open| open.name == name)
    }

    /// Where the innermost table begins, for the elements that it holds.
    fn floor(&self, name: &str) -> usize {
        let depth = match self.tables.last() {
            Some(table) if name == "table" => table.depth,
            Some(table) => table.depth + 1,
            None => 0,
        };
        depth.min(self.open.len())
    }

    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(name) = self.open.last().map(|open| open.name.clone()) else {
            return;
        };
        let name = name.as_str();
        if name == "q" {
            self.show("«");
        }
        if name == "a" {
            self.end_link();
        }
        if is_block(name) {
            self.flush();
        }
        let is_tight = self.look().is_tight;
        match name {
            "p" | "pre" | "dl" | "listing" => self.wants_gap |= !is_tight,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" => self.wants_gap = true,
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.pop();
                self.wants_gap = true;
            }
            "li" => self.mark = None,
            "td" | "th" => self.end_cell(),
            "table" => {
                self.end_cell();
                if let Some(table) = self.tables.pop() {
                    let quote = self.quote();
                    let blocks = table.blocks();
                    let out = self.out.last_mut();
                    if let Some(out) = out {
                        out.extend(blocks.into_iter().map(|block| quoted(quote, block)));
                    }
                }
                self.wants_gap = true;
            }
            _ => {}
        }
        self.open.pop();
    }

    fn end_cell(&mut self) {
        if self.tables.last().is_some_and(|table| table.is_in_cell) && self.out.len() > 1 {
            let blocks = self.out.pop().unwrap_or_default();
            if let Some(table) = self.tables.last_mut() {
                table.end_cell(blocks);
            }
            self.wants_gap = true;
        }
    }

    /// Elements whose end nobody needs to write.
    fn end_what_this_ends(&mut self, name: &str) {
        let ended: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => &["tr"],
            "td" | "th" => &["td", "th"],
            "tbody" | "thead" | "tfoot" => &["tbody", "thead", "tfoot", "tr"],
            "option" | "optgroup" => &["option"],
            "a" => &["a"],
            "p" | "div" | "ul" | "ol" | "dl" | "table" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "pre" | "blockquote" | "section" | "article" | "form" | "hr" => &["p"],
            _ => return,
        };
        let floor = self.floor(name);
        let limit = match name {
            // Not out of the list that this one lies in.
            "li" => self.open[floor..]
                .iter()
                .rposition(|open| matches!(open.name.as_str(), "ul" | "ol" | "menu" | "dir")),
            "p" | "div" | "ul" | "ol" | "dl" | "table" => self.open[floor..]
                .iter()
                .rposition(|open| matches!(open.name.as_str(), "li" | "blockquote" | "td" | "th")),
            _ => None,
        };
        let floor = floor + limit.unwrap_or(0);
        if let Some(at) = self.open[floor..]
            .iter()
            .rposition(|open| ended.contains(&open.name.as_str()))
        {
            self.close_to(floor + at);
        }
    }

    fn new_line(&mut self) {
        if self.look().hidden.is_some() {
            return;
        }
        let is_blank = self
            .spans
            .iter()
            .all(|span| text_of(span).trim().is_empty());
        if is_blank && self.mark.is_none() {
            // An empty line.
            self.spans.clear();
            self.wants_gap = true;
            self.ends_in_space = true;
            return;
        }
        let is_bold = self.look().is_bold;
        match self.spans.last_mut() {
            Some(LetterSpan::Bold(last) | LetterSpan::Plain(last)) => last.push('\n'),
            _ if is_bold => self.spans.push(LetterSpan::Bold("\n".to_owned())),
            _ => self.spans.push(LetterSpan::Plain("\n".to_owned())),
        }
        self.ends_in_space = true;
    }

    fn item(&mut self, tag: &Tag) {
        let level = self.lists.len().saturating_sub(1).min(9) as u8;
        let mark = match self.lists.last_mut() {
            Some(List { next: Some(next) }) => {
                let own = tag.get("value").and_then(|value| value.trim().parse().ok());
                let number: i64 = own.unwrap_or(*next);
                *next = number.saturating_add(1);
                format!("{number}.")
            }
            _ => "•".to_owned(),
        };
        if self.look().hidden.is_none() {
            self.mark = Some((mark, level));
        }
    }

    fn end_link(&mut self) {
        let Some(link) = self.links.pop() else {
            return;
        };
        if link.address.is_empty()
            || link.address.starts_with('#')
            || self.look().hidden.is_some()
            || is_said(&link.said, &link.address)
        {
            return;
        }
        let address = crate::found::cut(&link.address, LONGEST_ADDRESS);
        let said = if self.ends_in_space { "" } else { " " };
        self.show(&format!("{said}<{}>", shown(address)));
        self.ends_in_space = false;
    }

    /// What has been gathered becomes a block.
    fn flush(&mut self) {
        if let Some((_, hidden)) = &mut self.hidden
            && !hidden.ends_with(' ')
        {
            hidden.push(' ');
        }
        let mut spans = std::mem::take(&mut self.spans);
        self.ends_in_space = true;
        let is_blank = spans.iter().all(|span| text_of(span).trim().is_empty());
        if is_blank {
            // A line with nothing on it, as opposed to no line.
            self.wants_gap |= !spans.is_empty();
            return;
        }
        trim(&mut spans);
        let text = LetterText(spans);
        let (quote, heading) = self
            .open
            .last()
            .map_or((0, 0), |open| (open.quote, open.heading));
        let wants_gap = std::mem::replace(&mut self.wants_gap, false);
        let Some(out) = self.out.last_mut() else {
            return;
        };
        let length: usize = text.0.iter().map(|span| text_of(span).len()).sum();
        if let Some((mark, level)) = self.mark.take() {
            out.push(quoted(quote, LetterBlock::Item { mark, level, text }));
        } else if heading > 0 && length <= LONGEST_HEADING && self.tables.is_empty() {
            out.push(quoted(quote, LetterBlock::Heading(heading.min(4), text)));
            self.wants_gap = true;
        } else {
            let last = if wants_gap { None } else { out.last_mut() };
            match last.and_then(|block| paragraph_of(quote, block)) {
                Some(before) => {
                    before.0.push(LetterSpan::Plain("\n".to_owned()));
                    before.0.extend(text.0);
                }
                None => out.push(quoted(quote, LetterBlock::Paragraph(text))),
            }
        }
    }

    fn finish(mut self) -> HtmlText {
        self.flush();
        self.close_to(0);
        self.flush();
        self.end_hidden();
        self.found.blocks = self.out.into_iter().flatten().collect();
        self.found
    }
}

/// The text of the paragraph that the block is, at this level of quotation.
fn paragraph_of(quote: u8, block: &mut LetterBlock) -> Option<&mut LetterText> {
    match block {
        LetterBlock::Paragraph(text) if quote == 0 => Some(text),
        LetterBlock::Quoted(levels, inner) if *levels == quote => match inner.as_mut() {
            LetterBlock::Paragraph(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn quoted(levels: u8, block: LetterBlock) -> LetterBlock {
    match block {
        block if levels == 0 => block,
        LetterBlock::Quoted(own, inner) => LetterBlock::Quoted(own.max(levels), inner),
        block => LetterBlock::Quoted(levels, Box::new(block)),
    }
}

fn text_of(span: &LetterSpan) -> &str {
    match span {
        LetterSpan::Plain(text) | LetterSpan::Bold(text) | LetterSpan::Note(text) => text,
        LetterSpan::Link { text, .. } => text,
    }
}

fn trim(spans: &mut Vec<LetterSpan>) {
    while let Some(LetterSpan::Plain(text) | LetterSpan::Bold(text)) = spans.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        spans.pop();
    }
    if let Some(LetterSpan::Plain(text) | LetterSpan::Bold(text)) = spans.first_mut() {
        *text = text.trim_start_matches('\n').to_owned();
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 46] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "tr",
        "ul",
    ];
    BLOCKS.contains(&name)
}

/// Whether who reads the link's text has read its address.
fn is_said(said: &str, address: &str) -> bool {
    let plain = |text: &str| {
        let text = text.trim().to_lowercase();
        let text = ["mailto:", "tel:", "https://", "http://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme).map(str::to_owned))
            .unwrap_or(text);
        let text: String = text.split_whitespace().collect();
        text.trim_end_matches('/').to_owned()
    };
    let (said, address) = (plain(said), plain(address));
    said == address || said.is_empty() && address.is_empty()
}

/// The words of a stretch of markup, without what is no text in it.
fn words_of(markup: &str) -> String {
    let mut words = String::new();
    for token in Tokens::new(markup) {
        if let Token::Text(text) = token {
            let mut own = String::new();
            decoded(text, &mut own);
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
            words.push_str(&own);
        }
    }
    let words = words_between(&shown(&words));
    // What is left of conditions for old programs.
    let words = words.replace("<![endif]", "");
    words
        .strip_prefix("[if ")
        .and_then(|rest| rest.split_once("]>"))
        .map_or(words.as_str(), |(_, rest)| rest)
        .trim()
        .to_owned()
}

fn words_between(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
