use serde_json::Value;

/// Where something stands in an answer: `a.b[0].c`, `a[*].b`, `["a name.with dots"].b`, or `$` for the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonPath {
    steps: Vec<Step>,
    written: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    At(usize),
    Each,
}

const MOST_STEPS: usize = 20;

impl JsonPath {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut rest = text.trim();
        if let Some(after) = rest.strip_prefix('$') {
            rest = after.strip_prefix('.').unwrap_or(after);
            if after.starts_with('.') && rest.is_empty() {
                return None;
            }
        } else if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let after;
            if let Some(quoted) = rest.strip_prefix("[\"") {
                let (key, left) = quoted.split_once("\"]")?;
                steps.push(Step::Key(key.to_owned()));
                after = left;
            } else if let Some(inside) = rest.strip_prefix('[') {
                let (place, left) = inside.split_once(']')?;
                steps.push(match place {
                    "*" => Step::Each,
                    number => Step::At(number.parse().ok()?),
                });
                after = left;
            } else {
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (key, left) = rest.split_at(end);
                let is_plain = |c: char| c.is_alphanumeric() || "_-@:#".contains(c);
                if key.is_empty() || !key.chars().all(is_plain) {
                    return None;
                }
                steps.push(Step::Key(key.to_owned()));
                after = left;
            }
            rest = match after.strip_prefix('.') {
                Some(more) if more.is_empty() || more.starts_with(['.', '[']) => return None,
                Some(more) => more,
                None if after.is_empty() || after.starts_with('[') => after,
                None => return None,
            };
            if steps.len() > MOST_STEPS {
                return None;
            }
        }
        Some(Self {
            steps,
            written: text.trim().to_owned(),
        })
    }

    /// Everything that stands there. A step that leads nowhere leads to nothing.
    pub(crate) fn all<'v>(&self, value: &'v Value) -> Vec<&'v Value> {
        let mut here = vec![value];
        for step in &self.steps {
            here = here
                .into_iter()
                .flat_map(|value| -> Vec<&'v Value> {
                    match step {
                        Step::Key(key) => value.get(key).into_iter().collect(),
                        Step::At(place) => value.get(place).into_iter().collect(),
                        Step::Each => value.as_array().into_iter().flatten().collect(),
                    }
                })
                .collect();
        }
        here
    }

    /// The first that says something.
    pub(crate) fn first<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.all(value).into_iter().find(|value| !value.is_null())
    }

    /// The rows of a list: of `a[*]` each, and of `a` those that `a` holds. Nothing where there is no list at all.
    pub(crate) fn rows<'v>(&self, value: &'v Value) -> Option<Vec<&'v Value>> {
        if self.steps.contains(&Step::Each) {
            // A list that is empty is one; a name that is not there is none.
            let up_to = self.steps.iter().position(|step| *step == Step::Each)?;
            let list = Self {
                steps: self.steps.get(..up_to)?.to_vec(),
                written: String::new(),
            };
            list.first(value)?.as_array()?;
            return Some(self.all(value));
        }
        match self.all(value).first()? {
            Value::Array(rows) => Some(rows.iter().collect()),
            _ => None,
        }
    }

    /// As the mapping has it.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_leads_to_what_stands_there_and_to_nothing_else() {
        let answer = json!({
            "a": {"b": [{"c": 1}, {"c": null}, {"c": "tre"}], "d.e": "punktum"},
            "tom": [], "ø": {"æ-å": 7}
        });
        let check = |path: &str, expected: &[Value]| {
            let path = JsonPath::parse(path).unwrap();
            let found: Vec<Value> = path.all(&answer).into_iter().cloned().collect();
            assert_eq!(found, expected, "{}", path.written());
        };
        check("a.b[0].c", &[json!(1)]);
        check("$.a.b[2].c", &[json!("tre")]);
        check("a.b[*].c", &[json!(1), json!(null), json!("tre")]);
        check("a[\"d.e\"]", &[json!("punktum")]);
        check("ø.æ-å", &[json!(7)]);
        check("a.b[9].c", &[]);
        check("a.b.c", &[]);
        check("x.y", &[]);
        check("tom[*]", &[]);
        check("$", std::slice::from_ref(&answer));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        let long = "a.".repeat(30) + "a";
        for bad in [
            "", " ", ".", "a.", ".a", "a..b", "a[", "a[x]", "a[-1]", "a]", "a[0]b", "a b", "$.",
            "a.[0]", "[\"a", &long,
        ] {
            assert_eq!(JsonPath::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_list_that_is_not_there_is_not_an_empty_one() {
        let answer = json!({"tom": [], "rows": [1, 2], "nej": {"a": 1}});
        let check = |path: &str, expected: Option<usize>| {
            let rows = JsonPath::parse(path).unwrap().rows(&answer);
            assert_eq!(rows.map(|rows| rows.len()), expected, "{path}");
        };
        check("tom[*]", Some(0));
        check("tom", Some(0));
        check("rows", Some(2));
        check("rows[*]", Some(2));
        check("nej", None);
        check("nej[*]", None);
        check("mangler[*]", None);
        check("mangler", None);
    }
}
