use anyhow::{Context, Result};
use chrono::NaiveDate;
use sagsbord_platform::classification::{Class, Classification, Facet, Mapping, Span};
use serde::Deserialize;
use uuid::Uuid;

/// The plans in `invented_plans.toml`.
pub(crate) fn shipped() -> Result<Vec<Classification>> {
    let written: Written = toml::from_str(include_str!("invented_plans.toml"))?;
    written.plan.into_iter().map(Plan::into_wire).collect()
}

#[derive(Deserialize)]
struct Written {
    plan: Vec<Plan>,
}

#[derive(Deserialize)]
struct Plan {
    key: String,
    title: String,
    facet: Vec<View>,
}

#[derive(Deserialize)]
struct View {
    key: String,
    title: String,
    class: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    key: String,
    title: String,
    /// Made from the key where it does not matter.
    id: Option<Uuid>,
    parent: Option<String>,
    until: Option<String>,
    #[serde(default)]
    moved_to: Vec<String>,
}

impl Plan {
    fn into_wire(self) -> Result<Classification> {
        let Self { key, title, facet } = self;
        let facets = facet.into_iter().map(|view| view.into_wire(&key));
        Ok(Classification {
            id: made(&[&key]),
            owner: "Ingen (opdigtet)".to_owned(),
            facets: facets.collect::<Result<_>>()?,
            key,
            title,
        })
    }
}

impl View {
    fn into_wire(self, plan: &str) -> Result<Facet> {
        let classes = self
            .class
            .into_iter()
            .map(|class| class.into_wire(plan, &self.key));
        Ok(Facet {
            id: made(&[plan, &self.key]),
            title: self.title,
            classes: classes.collect::<Result<_>>()?,
            key: self.key,
        })
    }
}

impl Entry {
    fn into_wire(self, plan: &str, facet: &str) -> Result<Class> {
        let until: Option<NaiveDate> = self
            .until
            .as_deref()
            .map(str::parse)
            .transpose()
            .with_context(|| format!("the last day of {}", self.key))?;
        let id = self.id.unwrap_or_else(|| made(&[plan, facet, &self.key]));
        Ok(Class {
            id: id.to_string(),
            title: self.title,
            parent: self.parent,
            published: until
                .map(|until| Span {
                    from: None,
                    until: Some(until),
                })
                .into_iter()
                .collect(),
            mappings: self
                .moved_to
                .into_iter()
                .map(|key| Mapping {
                    role: "Afløst af".to_owned(),
                    key,
                    classification: plan.to_owned(),
                })
                .collect(),
            key: self.key,
        })
    }
}

/// The same id each time the stand-in starts: what was learned of it stays true.
fn made(of: &[&str]) -> Uuid {
    let mut sum: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in of.join("/").bytes() {
        sum ^= u128::from(byte);
        sum = sum.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    uuid::Builder::from_custom_bytes(sum.to_be_bytes()).into_uuid()
}
