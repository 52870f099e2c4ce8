/// A text with places to be filled: `v2/sager/{case_id}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(Field),
}

/// What a place can be filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Cpr,
    CprDashed,
    Cvr,
    CaseId,
    CaseNumber,
    DocumentId,
    Since,
}

impl Field {
    const ALL: [Self; 7] = [
        Self::Cpr,
        Self::CprDashed,
        Self::Cvr,
        Self::CaseId,
        Self::CaseNumber,
        Self::DocumentId,
        Self::Since,
    ];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Cpr => "cpr",
            Self::CprDashed => "cpr_dashed",
            Self::Cvr => "cvr",
            Self::CaseId => "case_id",
            Self::CaseNumber => "case_number",
            Self::DocumentId => "document_id",
            Self::Since => "since",
        }
    }
}

/// What is known when something is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values(Vec<(Field, String)>);

impl Values {
    #[must_use]
    pub(crate) fn with(mut self, field: Field, value: impl Into<String>) -> Self {
        self.0.push((field, value.into()));
        self
    }

    fn get(&self, field: Field) -> Option<&str> {
        let mut found = self.0.iter().filter(|(known, _)| *known == field);
        found.next().map(|(_, value)| value.as_str())
    }
}

impl Template {
    /// Nothing where braces do not fit, or something else than these fields stands between them.
    pub(crate) fn parse(text: &str, allowed: &[Field]) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, left) = after.split_once('}')?;
            if before.contains('}') {
                return None;
            }
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            let field = Field::ALL.into_iter().find(|field| field.word() == name)?;
            if !allowed.contains(&field) {
                return None;
            }
            parts.push(Part::Field(field));
            rest = left;
        }
        if rest.contains('}') {
            return None;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Some(Self(parts))
    }

    pub(crate) fn has_any(&self, fields: &[Field]) -> bool {
        self.0
            .iter()
            .any(|part| matches!(part, Part::Field(field) if fields.contains(field)))
    }

    /// As it is, for a body or a parameter that is packed by whoever sends it. Nothing where a value is not known.
    pub(crate) fn plain(&self, values: &Values) -> Option<String> {
        self.filled(values, |value| Some(value.to_owned()))
    }

    /// For an address: whatever a value holds, it stays one piece of the path. A value of dots alone would lead
    /// elsewhere, so it fills nothing.
    pub(crate) fn for_address(&self, values: &Values) -> Option<String> {
        self.filled(values, |value| {
            let leads_elsewhere = value.is_empty() || value.bytes().all(|byte| byte == b'.');
            (!leads_elsewhere).then(|| percent_encoded(value))
        })
    }

    fn filled(&self, values: &Values, pack: impl Fn(&str) -> Option<String>) -> Option<String> {
        let mut filled = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Field(field) => filled.push_str(&pack(values.get(*field)?)?),
            }
        }
        Some(filled)
    }
}

fn percent_encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_one_piece_of_an_address_whatever_it_holds() {
        let template = Template::parse("sag/{case_id}/dok", &[Field::CaseId]).unwrap();
        let check = |id: &str, expected: Option<&str>| {
            let filled = template.for_address(&Values::default().with(Field::CaseId, id));
            assert_eq!(filled.as_deref(), expected, "{id}");
        };
        check("4711", Some("sag/4711/dok"));
        check("a/b?c=d#e", Some("sag/a%2Fb%3Fc%3Dd%23e/dok"));
        check("Ærø 1", Some("sag/%C3%86r%C3%B8%201/dok"));
        check("v1.2", Some("sag/v1.2/dok"));
        check("..", None);
        check(".", None);
        check("", None);
        assert_eq!(template.for_address(&Values::default()), None);
    }

    #[test]
    fn only_what_has_a_meaning_there_may_stand_between_braces() {
        let allowed = [Field::CaseId];
        for bad in [
            "{",
            "}",
            "{}",
            "{case_id",
            "case_id}",
            "{cpr}",
            "{ukendt}",
            "{{case_id}}",
        ] {
            assert_eq!(Template::parse(bad, &allowed), None, "{bad}");
        }
        let plain = Template::parse("uden felter", &allowed).unwrap();
        assert!(!plain.has_any(&allowed));
    }
}
