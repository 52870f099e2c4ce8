//! Asks a service what its mapping describes, and reads the answers. Whatever comes is bounded: in time, in bytes, in
//! pages. Nothing of what comes is told in an error or a log.

mod line;
mod pages;
mod read;
mod token;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_domain::Cpr;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::error::SourceError;
use crate::found::{Found, FoundCase, FoundDocument, FoundFile, FoundNote};
use crate::mapping::{Ask, Content, Field, Mapping, Values};

use line::Line;
use token::TokenKept;

/// A service that can be asked.
pub struct Connector {
    mapping: Arc<Mapping>,
    line: Line,
    secret: Option<Zeroizing<String>>,
    token: TokenKept,
}

/// Whom cases are asked for.
#[derive(Clone)]
pub enum Person {
    Cpr(Cpr),
    /// Eight digits.
    Cvr(String),
}

impl Connector {
    pub fn new(
        mapping: Arc<Mapping>,
        secret: Option<Zeroizing<String>>,
    ) -> Result<Self, SourceError> {
        if mapping.needs_secret() && secret.as_ref().is_none_or(|secret| secret.is_empty()) {
            return Err(SourceError::NoSecret);
        }
        let line = Line::new(&mapping)?;
        Ok(Self {
            mapping,
            line,
            secret,
            token: TokenKept::default(),
        })
    }

    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Whether it lets us in, as far as that can be known without asking for anything.
    pub async fn let_in(&self, now: DateTime<Utc>) -> Result<(), SourceError> {
        self.within_time(async {
            self.authorisation(now, false).await?;
            Ok(())
        })
        .await
    }

    pub async fn cases_of(
        &self,
        person: &Person,
        now: DateTime<Utc>,
    ) -> Result<Found<FoundCase>, SourceError> {
        let asks = &self.mapping.asks;
        let (ask, values) = match person {
            Person::Cpr(cpr) => {
                let digits = cpr.digits();
                let dashed = format!(
                    "{}-{}",
                    digits.get(..6).unwrap_or_default(),
                    digits.get(6..).unwrap_or_default()
                );
                let values = Values::default()
                    .with(Field::Cpr, digits)
                    .with(Field::CprDashed, dashed);
                (&asks.cases_of_person, values)
            }
            Person::Cvr(cvr) => (
                &asks.cases_of_company,
                Values::default().with(Field::Cvr, cvr),
            ),
        };
        let rows = self.list(ask.as_ref(), &values, now).await?;
        read::cases(&self.mapping, &rows)
    }

    /// Those that changed since then, whoever they are about.
    pub async fn changed_since(
        &self,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Found<FoundCase>, SourceError> {
        let since = since.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let values = Values::default().with(Field::Since, since);
        let ask = self.mapping.asks.cases_changed.as_ref();
        let rows = self.list(ask, &values, now).await?;
        read::cases(&self.mapping, &rows)
    }

    /// Nothing where it is not there any more.
    pub async fn case(
        &self,
        id: &str,
        number: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<FoundCase>, SourceError> {
        let ask = self.mapping.asks.one_case.as_ref();
        let ask = ask.ok_or(SourceError::NotOffered)?;
        let answer = self.within_time(async {
            let answer = self.ask_once(ask, &of_case(id, number), now).await?;
            let first = match ask.items.first(&answer) {
                // A list of one is what some systems answer.
                Some(Value::Array(rows)) => rows.first().cloned(),
                other => other.cloned(),
            };
            first.ok_or_else(|| {
                SourceError::shape(format!("one_case.items: {}", ask.items.written()))
            })
        });
        match answer.await {
            Ok(row) => read::case(&self.mapping, &row)
                .map(Some)
                .map_err(SourceError::shape),
            Err(SourceError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub async fn documents_of(
        &self,
        id: &str,
        number: &str,
        now: DateTime<Utc>,
    ) -> Result<Found<FoundDocument>, SourceError> {
        let ask = self.mapping.asks.documents_of_case.as_ref();
        let rows = self.list(ask, &of_case(id, number), now).await?;
        read::documents(&self.mapping, &rows)
    }

    pub async fn notes_of(
        &self,
        id: &str,
        number: &str,
        now: DateTime<Utc>,
    ) -> Result<Found<FoundNote>, SourceError> {
        let ask = self.mapping.asks.notes_of_case.as_ref();
        let rows = self.list(ask, &of_case(id, number), now).await?;
        read::notes(&self.mapping, &rows)
    }

    pub async fn document_bytes(
        &self,
        document: &str,
        case_id: &str,
        case_number: &str,
        now: DateTime<Utc>,
    ) -> Result<FoundFile, SourceError> {
        let ask = self.mapping.asks.document_bytes.as_ref();
        let ask = ask.ok_or(SourceError::NotOffered)?;
        let values = of_case(case_id, case_number).with(Field::DocumentId, document);
        self.within_time(async {
            match &ask.content {
                Content::Bytes => self.file(ask, &values, now).await,
                Content::Base64 {
                    content,
                    name,
                    media_type,
                } => {
                    let answer = self.ask_once(ask, &values, now).await?;
                    read::file(&answer, content, name.as_ref(), media_type.as_ref())
                }
            }
        })
        .await
    }

    pub fn deep_link(&self, case_id: &str, case_number: &str) -> Option<String> {
        self.mapping.deep_link(case_id, case_number)
    }

    async fn list(
        &self,
        ask: Option<&Ask>,
        values: &Values,
        now: DateTime<Utc>,
    ) -> Result<Vec<Value>, SourceError> {
        let ask = ask.ok_or(SourceError::NotOffered)?;
        self.within_time(self.pages(ask, values, now)).await
    }

    /// However many calls a question takes, it ends.
    async fn within_time<T>(
        &self,
        asking: impl Future<Output = Result<T, SourceError>>,
    ) -> Result<T, SourceError> {
        tokio::time::timeout(self.mapping.longest(), asking)
            .await
            .unwrap_or(Err(SourceError::TimedOut))
    }
}

fn of_case(id: &str, number: &str) -> Values {
    Values::default()
        .with(Field::CaseId, id)
        .with(Field::CaseNumber, number)
}
