//! What a case says, for the fields of a template.

use chrono::NaiveDate;
use sagsbord_contract::ErrorCode;
use sagsbord_domain::access::{AccessFilter, Session};
use sagsbord_domain::{CaseId, OWN_SOURCE, PartyPart};
use sagsbord_law::{Language, Law, day_with_weekday};
use sagsbord_pdf::{ReleaseDate, danish_day};
use sagsbord_store::{CaseLine, Fact, Reader};

use super::merge::Values;
use crate::AppError;

/// The case a letter is about, as far as letters need it.
pub(super) struct LetterCase {
    pub(super) line: CaseLine,
    pub(super) citizen: Option<String>,
    pub(super) address: Option<String>,
    pub(super) is_protected: bool,
    pub(super) writer: String,
    pub(super) municipality: String,
    deadline: Option<(NaiveDate, String)>,
    today: NaiveDate,
}

impl LetterCase {
    pub(super) async fn read(
        reader: &mut Reader,
        session: &Session,
        filter: &AccessFilter,
        law: &Law,
        case: CaseId,
    ) -> Result<Self, AppError> {
        let line = reader.find_case(filter, case).await?;
        let line = line.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
        let parties = reader.parties_of(filter, case).await?;
        let primary = parties
            .into_iter()
            .find(|party| party.part == PartyPart::Primary);
        let citizen = primary.map(|party| party.citizen);
        let deadlines = reader.deadlines_of_case(filter, case).await?;
        let open = deadlines.iter().filter(|one| one.derived.is_open);
        let deadline = open
            .filter_map(|one| Some((one.derived.due.day()?, one)))
            .min_by_key(|(day, _)| *day)
            .map(|(day, one)| {
                let rule = law.rules.versions(&one.rule).last();
                (
                    day,
                    rule.map_or_else(String::new, |rule| rule.paragraph.clone()),
                )
            });
        let writer = reader.find_employee(session.employee()).await?;
        Ok(Self {
            line,
            is_protected: citizen.as_ref().is_some_and(|one| one.protected),
            address: citizen.as_ref().and_then(|one| one.address.clone()),
            citizen: citizen.map(|one| one.name),
            writer: writer.map(|one| one.name).unwrap_or_default(),
            municipality: reader.fact(Fact::Municipality).await?.unwrap_or_default(),
            deadline,
            today: session.today(),
        })
    }

    pub(super) fn is_own(&self) -> bool {
        self.line.source == OWN_SOURCE
    }

    /// A protected address only where somebody has said so.
    pub(super) fn address_to_use(&self, uses_protected: bool) -> Option<&str> {
        let may = !self.is_protected || uses_protected;
        self.address.as_deref().filter(|_| may)
    }

    pub(super) fn values(&self, answers: Vec<(String, String)>, uses_protected: bool) -> Values {
        let written = |day: NaiveDate| danish_day(release_date(day));
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let of_fields = [
            ("borger.navn", self.citizen.clone()),
            (
                "borger.adresse",
                self.address_to_use(uses_protected).map(str::to_owned),
            ),
            ("sag.nummer", said(&self.line.number)),
            ("sag.titel", said(&self.line.title)),
            ("sag.emne", self.line.kle_title.clone()),
            ("sag.oprettet", Some(written(self.line.opened))),
            ("sag.frist", self.line.due.map(written)),
            ("sag.ansvarlig", self.line.responsible.clone()),
            (
                "frist.dato",
                self.deadline.as_ref().map(|(day, _)| written(*day)),
            ),
            (
                "frist.paragraf",
                self.deadline
                    .as_ref()
                    .and_then(|(_, paragraph)| said(paragraph)),
            ),
            ("sagsbehandler.navn", said(&self.writer)),
            ("enhed.navn", said(&self.line.unit)),
            ("kommune.navn", said(&self.municipality)),
            ("dags.dato", Some(written(self.today))),
            (
                "dags.ugedag",
                Some(day_with_weekday(self.today, Language::Da)),
            ),
        ];
        let known = of_fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        Values {
            of_fields: known.collect(),
            answers,
            withholds_address: self.address.is_some() && self.is_protected && !uses_protected,
        }
    }
}

pub(crate) fn release_date(day: NaiveDate) -> ReleaseDate {
    use chrono::Datelike as _;
    ReleaseDate {
        year: u16::try_from(day.year()).unwrap_or(2000),
        month: day.month() as u8,
        day: day.day() as u8,
    }
}
