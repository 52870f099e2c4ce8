use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::case::{CaseLists, Lists};
use super::document::DocumentLists;
use super::effect::End;
use super::{INDEX_NAMESPACES, sdi};
use crate::xml::{Bounds, Malformed, Name, Ns, Reader, Writer};

/// What is asked of the index (*fremsoeg*): entries by their ids, or those that an expression finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    pub cases: Vec<Uuid>,
    pub documents: Vec<Uuid>,
    pub expression: Option<Expression>,
    /// With nothing to show the index answers with nothing.
    pub show: Vec<Show>,
    pub order: Option<Order>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expression {
    /// Any of them is enough; otherwise all must hold.
    pub any: bool,
    pub cases: Vec<CaseWanted>,
    pub documents: Vec<DocumentWanted>,
    /// Documents that no case has.
    pub loose_documents: Vec<DocumentWanted>,
    pub none_of: Vec<Expression>,
}

/// What a case must say to be found: each list holds patterns of which all must be met.
pub type CaseWanted = Wanted<CaseLists>;
pub type DocumentWanted = Wanted<DocumentLists>;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted<L> {
    pub page: Option<Page>,
    pub lists: L,
    /// Changed within this time, by the index's own clock.
    pub changed: Between,
    /// Taken in within this time, by the index's own clock.
    pub received: Between,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub first: i64,
    pub most: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Between {
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Show {
    Case(&'static str),
    Document(&'static str),
}

/// By the moment at which the index took them, so that pages do not shift while others write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    OldestFirst,
    NewestFirst,
}

const CASE_PARTS: [&str; 11] = [
    "egenskaber",
    "fremdrift",
    "sagsklasse",
    "sagsaktoer",
    "sagspart",
    "sagsrelation",
    "sagsgenstand",
    "journalpost",
    "journalpost-journalnote",
    "itsystem",
    "sikkerhedsprofil",
];
const DOCUMENT_PARTS: [&str; 8] = [
    "egenskaber",
    "fremdrift",
    "dokument",
    "klasse",
    "aktoer",
    "part",
    "itsystem",
    "sikkerhedsprofil",
];
const ORDERED_BY: &str = "StsRegistreringstidspunkt";

const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

impl Show {
    /// Everything, of cases and documents.
    pub fn all() -> Vec<Self> {
        let cases = CASE_PARTS.iter().map(|part| Self::Case(part));
        let documents = DOCUMENT_PARTS.iter().map(|part| Self::Document(part));
        cases.chain(documents).collect()
    }

    pub fn all_of_cases() -> Vec<Self> {
        CASE_PARTS.iter().map(|part| Self::Case(part)).collect()
    }
}

impl Between {
    pub const fn since(from: DateTime<Utc>) -> Self {
        Self {
            from: Some(from),
            to: None,
        }
    }

    pub fn holds(self, moment: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.to.is_none_or(|to| moment < to)
    }

    fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    fn write_ends(self, writer: &mut Writer, from: Name, to: Name) {
        if let Some(moment) = self.from {
            End::At(moment).write(writer, from);
        }
        if let Some(moment) = self.to {
            End::At(moment).write(writer, to);
        }
    }
}

impl Search {
    /// One answer at most for each, with everything about them.
    pub fn by_ids(cases: Vec<Uuid>, documents: Vec<Uuid>) -> Self {
        Self {
            cases,
            documents,
            show: Show::all(),
            ..Self::default()
        }
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.root(
            sdi("FremsoegSagDokumentIndeksInput"),
            &INDEX_NAMESPACES,
            |writer| {
                for id in &self.cases {
                    writer.text(sdi("SagUuid"), &id.to_string());
                }
                for id in &self.documents {
                    writer.text(sdi("DokumentUuid"), &id.to_string());
                }
                if let Some(expression) = &self.expression {
                    expression.write(writer, sdi("SoegUdtryk"));
                }
                writer.element(sdi("Filter"), |writer| {
                    for show in &self.show {
                        let (name, part) = match show {
                            Show::Case(part) => (sdi("SagVis"), part),
                            Show::Document(part) => (sdi("DokumentVis"), part),
                        };
                        writer.element(name, |writer| writer.text(sdi("Vis"), part));
                    }
                });
                if let Some(order) = self.order {
                    self.write_order(writer, order);
                }
            },
        );
    }

    fn write_order(&self, writer: &mut Writer, order: Order) {
        let direction = match order {
            Order::OldestFirst => "Stigende",
            Order::NewestFirst => "Faldende",
        };
        let of_documents = self
            .expression
            .as_ref()
            .is_some_and(|expression| expression.cases.is_empty());
        let name = if of_documents {
            sdi("DokumentSortering")
        } else {
            sdi("SagSortering")
        };
        writer.element(sdi("Sortering"), |writer| {
            writer.element(name, |writer| {
                writer.text(sdi("Element"), ORDERED_BY);
                writer.text(sdi("Retning"), direction);
                writer.text(sdi("Prioritet"), "1");
            });
        });
    }

    pub fn read(untrusted: &str, bounds: Bounds) -> Result<Self, Malformed> {
        Reader::new(untrusted, bounds).root(|reader, what| {
            if !what.is(sdi("FremsoegSagDokumentIndeksInput")) {
                return Err(Malformed::AnotherMessage);
            }
            let mut search = Self::default();
            reader.children(|reader, what| {
                match (what.ns, what.local) {
                    (Ns::Sdi, "SagUuid") => search.cases.push(reader.uuid()?),
                    (Ns::Sdi, "DokumentUuid") => search.documents.push(reader.uuid()?),
                    (Ns::Sdi, "SoegUdtryk") => {
                        search.expression = Some(Expression::read(reader)?);
                    }
                    (Ns::Sdi, "Filter") => search.show = read_show(reader)?,
                    (Ns::Sdi, "Sortering") => search.order = read_order(reader)?,
                    _ => {}
                }
                Ok(())
            })?;
            Ok(search)
        })
    }
}

fn read_show(reader: &mut Reader<'_>) -> Result<Vec<Show>, Malformed> {
    let mut show = Vec::new();
    reader.children(|reader, what| {
        let of_case = match what.local {
            "SagVis" => true,
            "DokumentVis" => false,
            _ => return Ok(()),
        };
        reader.children(|reader, _| {
            let part = reader.text()?;
            let known = |parts: &[&'static str]| parts.iter().copied().find(|known| *known == part);
            if of_case {
                show.extend(known(&CASE_PARTS).map(Show::Case));
            } else {
                show.extend(known(&DOCUMENT_PARTS).map(Show::Document));
            }
            Ok(())
        })
    })?;
    Ok(show)
}

fn read_order(reader: &mut Reader<'_>) -> Result<Option<Order>, Malformed> {
    let mut order = None;
    reader.children(|reader, _| {
        let (mut is_by_moment, mut direction) = (false, None);
        reader.children(|reader, what| {
            match what.local {
                "Element" => is_by_moment = reader.text()? == ORDERED_BY,
                "Retning" => {
                    direction = Some(match reader.text()?.as_str() {
                        "Faldende" => Order::NewestFirst,
                        _ => Order::OldestFirst,
                    });
                }
                _ => {}
            }
            Ok(())
        })?;
        if is_by_moment {
            order = order.or(direction);
        }
        Ok(())
    })?;
    Ok(order)
}

impl Expression {
    pub fn of_cases(wanted: CaseWanted) -> Self {
        Self {
            cases: vec![wanted],
            ..Self::default()
        }
    }

    fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| {
            writer.text(sdi("operation"), if self.any { "OR" } else { "AND" });
            for wanted in &self.documents {
                wanted.write(writer, sdi("SoegDokument"));
            }
            for wanted in &self.cases {
                wanted.write(writer, sdi("SoegSag"));
            }
            for expression in &self.none_of {
                expression.write(writer, sdi("NOT"));
            }
            for wanted in &self.loose_documents {
                wanted.write(writer, sdi("SoegSagsloeseDokumenter"));
            }
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut expression = Self::default();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sdi, "operation") => expression.any = reader.text()? == "OR",
                (Ns::Sdi, "SoegSag") => expression.cases.push(CaseWanted::read(reader)?),
                (Ns::Sdi, "SoegDokument") => {
                    expression.documents.push(DocumentWanted::read(reader)?);
                }
                (Ns::Sdi, "SoegSagsloeseDokumenter") => {
                    expression
                        .loose_documents
                        .push(DocumentWanted::read(reader)?);
                }
                (Ns::Sdi, "NOT") => expression.none_of.push(Self::read(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(expression)
    }
}

impl<L> Wanted<L> {
    fn write_head(&self, writer: &mut Writer) {
        if let Some(page) = self.page {
            writer.text(sd("FoersteResultatReference"), &page.first.to_string());
            writer.text(sd("MaksimalAntalKvantitet"), &page.most.to_string());
        }
        let go = |local| Name(Ns::Go, local);
        self.received
            .write_ends(writer, go("SoegStsFraTidspunkt"), go("SoegStsTilTidspunkt"));
    }

    /// Whether this element was of the part that cases and documents share.
    fn take_head(
        &mut self,
        reader: &mut Reader<'_>,
        ns: Ns,
        local: &str,
    ) -> Result<bool, Malformed> {
        let page = self.page.unwrap_or(Page {
            first: 0,
            most: i64::MAX,
        });
        match (ns, local) {
            (Ns::Sd, "FoersteResultatReference") => {
                self.page = Some(Page {
                    first: reader.number()?,
                    ..page
                });
            }
            (Ns::Sd, "MaksimalAntalKvantitet") => {
                self.page = Some(Page {
                    most: reader.number()?,
                    ..page
                });
            }
            (Ns::Go, "SoegStsFraTidspunkt") => self.received.from = moment(reader)?,
            (Ns::Go, "SoegStsTilTidspunkt") => self.received.to = moment(reader)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn moment(reader: &mut Reader<'_>) -> Result<Option<DateTime<Utc>>, Malformed> {
    Ok(match End::read(reader)? {
        Some(End::At(moment)) => Some(moment),
        Some(End::Never) | None => None,
    })
}

/// The interval stands in a list of attributes, where properties would stand.
fn read_changed(reader: &mut Reader<'_>) -> Result<Between, Malformed> {
    let mut changed = Between::default();
    reader.children(|reader, what| {
        if what.local == "SenestAendretInterval" {
            reader.children(|reader, what| {
                match (what.ns, what.local) {
                    (Ns::Go, "FraTidspunkt") => changed.from = moment(reader)?,
                    (Ns::Go, "TilTidspunkt") => changed.to = moment(reader)?,
                    _ => {}
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(changed)
}

impl CaseWanted {
    fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| {
            self.write_head(writer);
            if self.changed.is_open() {
                self.lists.write(writer, Lists::All);
                return;
            }
            // The interval is an extension of the list of attributes, which the lists' own writer knows nothing of.
            let si = |local| Name(Ns::Si, local);
            writer.element(Name(Ns::Sag, "AttributListe"), |writer| {
                writer.element(Name(Ns::Gd, "LokalUdvidelseListe"), |writer| {
                    writer.element(si("SoegEgenskaberLokalUdvidelse"), |writer| {
                        writer.element(si("SenestAendretInterval"), |writer| {
                            let go = |local| Name(Ns::Go, local);
                            self.changed
                                .write_ends(writer, go("FraTidspunkt"), go("TilTidspunkt"));
                        });
                    });
                });
            });
            self.lists.write_after_attributes(writer, Lists::All);
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut wanted = Self::default();
        reader.children(|reader, what| {
            if wanted.take_head(reader, what.ns, what.local)? {
                return Ok(());
            }
            if what.is(Name(Ns::Sag, "AttributListe")) {
                return reader.children(|reader, what| {
                    if what.is(Name(Ns::Gd, "LokalUdvidelseListe")) {
                        reader.children(|reader, what| {
                            if what.local == "SoegEgenskaberLokalUdvidelse" {
                                wanted.changed = read_changed(reader)?;
                            } else {
                                wanted.lists.take_extension(reader, &what)?;
                            }
                            Ok(())
                        })
                    } else {
                        wanted.lists.take_attribute(reader, &what)
                    }
                });
            }
            wanted.lists.take(reader, what.ns, what.local)
        })?;
        Ok(wanted)
    }
}

impl DocumentWanted {
    fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| {
            self.write_head(writer);
            self.lists.write(writer, Lists::All);
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut wanted = Self::default();
        reader.children(|reader, what| {
            if !wanted.take_head(reader, what.ns, what.local)? {
                wanted.lists.take(reader, what.ns, what.local)?;
            }
            Ok(())
        })?;
        Ok(wanted)
    }
}
