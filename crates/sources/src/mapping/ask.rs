use super::fault::Reason;
use super::fields::Fields;
use super::path::JsonPath;
use super::template::{Field, Template};

/// What can be asked of the service. What is not described is not asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Asks {
    pub(crate) cases_of_person: Option<Ask>,
    pub(crate) cases_of_company: Option<Ask>,
    pub(crate) one_case: Option<Ask>,
    pub(crate) documents_of_case: Option<Ask>,
    pub(crate) document_bytes: Option<Ask>,
    pub(crate) notes_of_case: Option<Ask>,
    pub(crate) cases_changed: Option<Ask>,
}

/// One question, and where its answer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) path: Template,
    pub(crate) query: Vec<(String, Template)>,
    /// With one, the question is a POST: a CPR number in an address stands in the logs of every machine on the way.
    pub(crate) body: Option<Vec<(String, Template)>>,
    /// The list, or the one thing that was asked for.
    pub(crate) items: JsonPath,
    pub(crate) paging: Paging,
    /// Of a document: how its bytes come.
    pub(crate) content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Paging {
    OnePage,
    /// `offset=200&limit=100`
    Offset {
        offset: String,
        limit: String,
        size: u64,
    },
    /// `side=3&antal=100`
    Page {
        page: String,
        first: u64,
        size: Option<(String, u64)>,
        /// Where the answer says how many there are.
        pages: Option<JsonPath>,
    },
    /// The answer says what is to be said to get the next.
    Cursor {
        cursor: String,
        next: JsonPath,
        size: Option<(String, u64)>,
    },
    /// The answer says where the next lies.
    Link {
        next: JsonPath,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// The answer is the document.
    Bytes,
    /// It stands in the answer as base64.
    Base64 {
        content: JsonPath,
        name: Option<JsonPath>,
        media_type: Option<JsonPath>,
    },
}

const CASE: [Field; 2] = [Field::CaseId, Field::CaseNumber];

pub(super) fn asks(file: &mut Fields<'_, '_>) -> Asks {
    let person = [Field::Cpr, Field::CprDashed];
    Asks {
        cases_of_person: ask(file, "cases_of_person", &person, &person),
        cases_of_company: ask(file, "cases_of_company", &[Field::Cvr], &[Field::Cvr]),
        one_case: ask(file, "one_case", &CASE, &CASE),
        documents_of_case: ask(file, "documents_of_case", &CASE, &CASE),
        notes_of_case: ask(file, "notes_of_case", &CASE, &CASE),
        document_bytes: ask(
            file,
            "document_bytes",
            &[Field::DocumentId, Field::CaseId, Field::CaseNumber],
            &[Field::DocumentId],
        ),
        cases_changed: ask(file, "cases_changed", &[Field::Since], &[Field::Since]),
    }
}

/// `wanted`: one of these must stand somewhere in the question, or every answer would be the same.
fn ask(
    file: &mut Fields<'_, '_>,
    section: &'static str,
    allowed: &[Field],
    wanted: &[Field],
) -> Option<Ask> {
    file.inner(section, |section| one(section, allowed, wanted))
        .flatten()
}

fn one(section: &mut Fields<'_, '_>, allowed: &[Field], wanted: &[Field]) -> Option<Ask> {
    let words = |fields: &[Field]| {
        let words: Vec<&str> = fields.iter().map(|field| field.word()).collect();
        words.join(", ")
    };
    let path = section.text("path");
    let path = path.and_then(|text| {
        let template = Template::parse(text.trim(), allowed);
        if template.is_none() {
            section.fault("path", Reason::NotATemplate(words(allowed)));
        }
        // The service's own address says which machine is asked.
        if text.contains("://") || text.starts_with("//") {
            section.fault("path", Reason::NotATemplate(words(allowed)));
        }
        template
    });
    let query = templates(section, "query", allowed, &words(allowed));
    let body = section
        .has("body")
        .then(|| templates(section, "body", allowed, &words(allowed)));
    if !section.has("body") {
        section.entries("body");
    }
    let items = path_or(section, "items", "$");
    let content = content(section);
    let paging = section
        .inner("paging", paging)
        .unwrap_or(Some(Paging::OnePage));
    let path = path?;
    let mut said = query.iter().chain(body.iter().flatten());
    if !path.has_any(wanted) && !said.any(|(_, template)| template.has_any(wanted)) {
        section.fault("path", Reason::NoPlaceholder(words(wanted)));
    }
    Some(Ask {
        path,
        query,
        body,
        items: items?,
        paging: paging?,
        content: content?,
    })
}

fn templates(
    section: &mut Fields<'_, '_>,
    field: &'static str,
    allowed: &[Field],
    words: &str,
) -> Vec<(String, Template)> {
    let mut templates = Vec::new();
    for (name, text, line) in section.entries(field) {
        match Template::parse(&text, allowed) {
            Some(template) => templates.push((name, template)),
            None => {
                let reason = Reason::NotATemplate(words.to_owned());
                section.fault_in_entry(field, &name, line, reason);
            }
        }
    }
    templates
}

fn content(section: &mut Fields<'_, '_>) -> Option<Content> {
    let content = path_or_none(section, "content")?;
    let name = path_or_none(section, "file_name")?;
    let media_type = path_or_none(section, "media_type")?;
    Some(match content {
        None => Content::Bytes,
        Some(content) => Content::Base64 {
            content,
            name,
            media_type,
        },
    })
}

#[derive(Clone, Copy)]
enum Style {
    Offset,
    Page,
    Cursor,
    Link,
}

fn paging(section: &mut Fields<'_, '_>) -> Option<Paging> {
    let styles = [
        ("offset", Style::Offset),
        ("page", Style::Page),
        ("cursor", Style::Cursor),
        ("link", Style::Link),
    ];
    let size = |section: &mut Fields<'_, '_>| section.number_or("size", 100, (1, 1_000));
    let named_size = |section: &mut Fields<'_, '_>| {
        let name = section.text_or_none("size_parameter");
        let size = size(section)?;
        Some(name.map(|name| (name, size)))
    };
    let Some(style) = section.word("kind", &styles) else {
        section.pass_over(&[
            "offset_parameter",
            "limit_parameter",
            "page_parameter",
            "first",
            "size_parameter",
            "size",
            "pages",
            "cursor_parameter",
            "next",
        ]);
        return None;
    };
    match style {
        Style::Offset => {
            let offset = section.text("offset_parameter");
            let limit = section.text("limit_parameter");
            let size = size(section);
            Some(Paging::Offset {
                offset: offset?,
                limit: limit?,
                size: size?,
            })
        }
        Style::Page => {
            let page = section.text("page_parameter");
            let first = section.number_or("first", 1, (0, 1));
            let size = named_size(section);
            let pages = path_or_none(section, "pages");
            Some(Paging::Page {
                page: page?,
                first: first?,
                size: size?,
                pages: pages?,
            })
        }
        Style::Cursor => {
            let cursor = section.text("cursor_parameter");
            let next = must_path(section, "next");
            let size = named_size(section);
            Some(Paging::Cursor {
                cursor: cursor?,
                next: next?,
                size: size?,
            })
        }
        Style::Link => must_path(section, "next").map(|next| Paging::Link { next }),
    }
}

pub(super) fn must_path(section: &mut Fields<'_, '_>, field: &'static str) -> Option<JsonPath> {
    let text = section.text(field)?;
    parsed(section, field, &text)
}

/// Nothing at all where what stands there is no path; a path that is not there is none.
pub(super) fn path_or_none(
    section: &mut Fields<'_, '_>,
    field: &'static str,
) -> Option<Option<JsonPath>> {
    if !section.has(field) {
        section.text_or_none(field);
        return Some(None);
    }
    must_path(section, field).map(Some)
}

fn path_or(section: &mut Fields<'_, '_>, field: &'static str, otherwise: &str) -> Option<JsonPath> {
    match path_or_none(section, field)? {
        Some(path) => Some(path),
        None => JsonPath::parse(otherwise),
    }
}

fn parsed(section: &mut Fields<'_, '_>, field: &'static str, text: &str) -> Option<JsonPath> {
    let path = JsonPath::parse(text);
    if path.is_none() {
        section.fault(field, Reason::NotAPath);
    }
    path
}
