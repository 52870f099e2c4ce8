//! The order: one JSON file that says what a bundle is made of. `docs/saml.md` describes it for those who write one.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use sagsbord_app::pdf::{
    BundleAct, BundleList, BundleOrder, Given, LetterHead, LetterOrder, Logo, ReleaseDate,
};
use serde::Deserialize;

use super::text::{Block, blocks};
use crate::pdf::tegn_om::{area, date};
use crate::text::of;

/// An order with every name of a file in it.
pub(super) struct Ordered {
    pub(super) bundle: BundleOrder,
    /// One for each act; empty for those that are not given.
    pub(super) files: Vec<OrderedFile>,
}

#[derive(Default)]
pub(super) struct OrderedFile {
    pub(super) file: PathBuf,
    pub(super) password: Option<String>,
}

const MOST_BYTES: u64 = 32 << 20;
const MOST_ACTS: usize = 20_000;
const MOST_LOGO_BYTES: u64 = 8 << 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    titel: String,
    dato: String,
    brev: Option<Letter>,
    liste: Option<List>,
    #[serde(default)]
    forklaring: Vec<(String, String)>,
    #[serde(default)]
    akter: Vec<Act>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Letter {
    titel: String,
    logo: Option<LogoFile>,
    #[serde(default)]
    modtager: Vec<String>,
    #[serde(default)]
    afsender: Vec<String>,
    dato: Option<String>,
    #[serde(default)]
    oplysninger: Vec<(String, String)>,
    indhold: Vec<Block>,
    #[serde(default)]
    bund: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogoFile {
    fil: PathBuf,
    beskrivelse: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    titel: String,
    #[serde(default)]
    indledning: Vec<Block>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    nr: String,
    titel: String,
    dato: Option<String>,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    part: String,
    #[serde(default)]
    udleveret: HowMuch,
    #[serde(default)]
    grundlag: Vec<String>,
    #[serde(default)]
    bemaerkning: String,
    fil: Option<PathBuf>,
    adgangskode: Option<String>,
    #[serde(default)]
    daek: Covers,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum HowMuch {
    #[default]
    Helt,
    Delvist,
    Ikke,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Covers {
    tekster: Vec<String>,
    felter: Vec<String>,
    grundlag: String,
}

pub(super) fn read_order(liste: &Path) -> Result<Ordered> {
    let unreadable = || of("pdf.unreadable").replace("{file}", &liste.display().to_string());
    let file = std::fs::File::open(liste).with_context(unreadable)?;
    let mut untrusted = String::new();
    let read = file
        .take(MOST_BYTES + 1)
        .read_to_string(&mut untrusted)
        .with_context(unreadable)?;
    if read as u64 > MOST_BYTES {
        let sentence = of("pdf.saml.too_large").replace("{file}", &name(liste));
        return Err(anyhow!(sentence));
    }
    let order: Order =
        serde_json::from_str(&untrusted).map_err(|error| unparsable(liste, &error))?;
    ordered(order, liste)
}

/// A mistake in a field, named as the order writes it.
pub(super) fn mistake(liste: &Path, field: &str, reason: &str) -> anyhow::Error {
    let sentence = of("pdf.saml.field")
        .replace("{file}", &name(liste))
        .replace("{field}", field)
        .replace("{reason}", reason);
    anyhow!(sentence)
}

fn ordered(order: Order, liste: &Path) -> Result<Ordered> {
    let folder = liste.parent().unwrap_or(Path::new("")).to_path_buf();
    let wrong = |field: &str, reason: &str| mistake(liste, field, of(reason));
    let day = |field: &str, text: &str| -> Result<ReleaseDate> {
        date(text).map_err(|_| wrong(field, "pdf.saml.reason.date"))
    };
    let is_nothing = order.akter.is_empty() && order.brev.is_none() && order.liste.is_none();
    if is_nothing || order.akter.len() > MOST_ACTS {
        return Err(wrong("akter", "pdf.saml.reason.acts"));
    }
    let mut numbers: HashSet<&str> = HashSet::new();
    for (index, act) in order.akter.iter().enumerate() {
        if !numbers.insert(&act.nr) {
            return Err(wrong(
                &format!("akter[{index}].nr"),
                "pdf.saml.reason.twice",
            ));
        }
    }
    let numbers: Vec<String> = order.akter.iter().map(|act| act.nr.clone()).collect();
    let set = |field: &str, own: Vec<Block>| {
        blocks(own, &numbers)
            .map_err(|place| wrong(&format!("{field}{place}"), "pdf.saml.reason.act"))
    };
    let letter = match order.brev {
        None => None,
        Some(letter) => {
            let logo = match letter.logo {
                None => None,
                Some(logo) => Some(Logo {
                    untrusted: bounded(&folder.join(&logo.fil))
                        .ok_or_else(|| wrong("brev.logo.fil", "pdf.saml.reason.unread"))?,
                    description: logo.beskrivelse,
                }),
            };
            let date = letter.dato.map(|text| day("brev.dato", &text));
            Some(LetterOrder {
                title: letter.titel,
                head: LetterHead {
                    logo,
                    recipient: letter.modtager,
                    sender: letter.afsender,
                    date: date.transpose()?,
                    facts: letter.oplysninger,
                },
                body: set("brev.indhold", letter.indhold)?,
                foot: letter.bund,
            })
        }
    };
    let list = match order.liste {
        None => None,
        Some(list) => Some(BundleList {
            title: list.titel,
            introduction: set("liste.indledning", list.indledning)?,
        }),
    };
    let mut acts = Vec::with_capacity(order.akter.len());
    let mut files = Vec::with_capacity(order.akter.len());
    for (index, act) in order.akter.into_iter().enumerate() {
        let field = |name: &str| format!("akter[{index}].{name}");
        let is_given = !matches!(act.udleveret, HowMuch::Ikke);
        if act.fil.is_some() != is_given {
            return Err(wrong(&field("fil"), "pdf.saml.reason.file"));
        }
        files.push(OrderedFile {
            file: act.fil.map_or_else(PathBuf::new, |file| folder.join(file)),
            password: act.adgangskode,
        });
        let mut areas = Vec::with_capacity(act.daek.felter.len());
        for (place, text) in act.daek.felter.iter().enumerate() {
            let field = field(&format!("daek.felter[{place}]"));
            areas.push(area(text).map_err(|_| wrong(&field, "pdf.saml.reason.area"))?);
        }
        let own = act.dato.map(|text| day(&field("dato"), &text));
        acts.push(BundleAct {
            number: act.nr,
            title: act.titel,
            day: own.transpose()?,
            kind: act.kind,
            other_party: act.part,
            given: match act.udleveret {
                HowMuch::Helt => Given::Whole,
                HowMuch::Delvist => Given::Partly,
                HowMuch::Ikke => Given::Not,
            },
            pages: None,
            bases: act.grundlag,
            note: act.bemaerkning,
            texts: act.daek.tekster,
            areas,
            basis: act.daek.grundlag,
            bases_of_areas: Vec::new(),
            read: Vec::new(),
        });
    }
    Ok(Ordered {
        bundle: BundleOrder {
            title: order.titel,
            date: day("dato", &order.dato)?,
            letter,
            list,
            legend: order.forklaring,
            acts,
        },
        files,
    })
}

fn bounded(file: &Path) -> Option<Vec<u8>> {
    let mut untrusted = Vec::new();
    let file = std::fs::File::open(file).ok()?;
    let read = file
        .take(MOST_LOGO_BYTES + 1)
        .read_to_end(&mut untrusted)
        .ok()?;
    (read as u64 <= MOST_LOGO_BYTES).then_some(untrusted)
}

/// The parser speaks English; what it names is quoted, and the rest is said by us.
fn unparsable(liste: &Path, error: &serde_json::Error) -> anyhow::Error {
    use serde_json::error::Category;
    let told = error.to_string();
    let key = match error.classify() {
        Category::Data if told.starts_with("unknown field") => "pdf.saml.unknown",
        Category::Data if told.starts_with("missing field") => "pdf.saml.missing",
        Category::Data => "pdf.saml.value",
        Category::Io | Category::Syntax | Category::Eof => "pdf.saml.syntax",
    };
    let named = told.split('`').nth(1).unwrap_or_default();
    let sentence = of(key)
        .replace("{file}", &name(liste))
        .replace("{line}", &error.line().to_string())
        .replace("{column}", &error.column().to_string())
        .replace("{named}", named);
    anyhow!(sentence)
}

fn name(liste: &Path) -> String {
    liste.display().to_string()
}
