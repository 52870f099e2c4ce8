use chrono::{DateTime, Utc};
use reqwest::{RequestBuilder, Url};
use serde_json::{Map, Value};

use super::Connector;
use super::read::scalar;
use crate::error::SourceError;
use crate::found::FoundFile;
use crate::mapping::{Ask, Paging, Values};

/// No answer about one person or case holds more.
const MOST_ROWS: usize = 20_000;

/// What one page is asked for with, beside the question itself.
#[derive(Default, Clone)]
struct Turn {
    /// In the body where there is one, otherwise in the address.
    said: Vec<(String, Value)>,
    /// The whole address, where the answer said it.
    at: Option<Url>,
}

impl Connector {
    /// Every row, from every page.
    pub(super) async fn pages(
        &self,
        ask: &Ask,
        values: &Values,
        now: DateTime<Utc>,
    ) -> Result<Vec<Value>, SourceError> {
        let most = self.mapping.service.most_pages;
        let mut rows: Vec<Value> = Vec::new();
        let mut turn = first_turn(&ask.paging);
        for number in 0..most {
            let answer = self.ask_json(ask, values, &turn, now).await?;
            let found = ask.items.rows(&answer);
            let found = found
                .ok_or_else(|| SourceError::shape(format!("items: {}", ask.items.written())))?;
            let came = found.len();
            rows.extend(found.into_iter().cloned());
            if rows.len() > MOST_ROWS {
                return Err(SourceError::TooManyPages(most));
            }
            let next = self.next_turn(ask, &answer, u64::from(number), came as u64, &turn)?;
            match next {
                Some(next) => turn = next,
                None => return Ok(rows),
            }
        }
        Err(SourceError::TooManyPages(most))
    }

    pub(super) async fn ask_once(
        &self,
        ask: &Ask,
        values: &Values,
        now: DateTime<Utc>,
    ) -> Result<Value, SourceError> {
        self.ask_json(ask, values, &Turn::default(), now).await
    }

    pub(super) async fn file(
        &self,
        ask: &Ask,
        values: &Values,
        now: DateTime<Utc>,
    ) -> Result<FoundFile, SourceError> {
        let turn = Turn::default();
        let request = self.request(ask, values, &turn, now, false).await?;
        let (bytes, media_type) = match self.line.bytes(request).await {
            Err(SourceError::NotAllowed(401)) if self.may_renew() => {
                let request = self.request(ask, values, &turn, now, true).await?;
                self.line.bytes(request).await?
            }
            other => other?,
        };
        let media_type = media_type.and_then(|said| {
            let word = said.split(';').next()?.trim().to_ascii_lowercase();
            (!word.is_empty()).then_some(word)
        });
        Ok(FoundFile {
            name: None,
            media_type,
            bytes,
        })
    }

    async fn ask_json(
        &self,
        ask: &Ask,
        values: &Values,
        turn: &Turn,
        now: DateTime<Utc>,
    ) -> Result<Value, SourceError> {
        let request = self.request(ask, values, turn, now, false).await?;
        match self.line.json(request).await {
            // A token can be taken back before it runs out.
            Err(SourceError::NotAllowed(401)) if self.may_renew() => {
                let request = self.request(ask, values, turn, now, true).await?;
                self.line.json(request).await
            }
            other => other,
        }
    }

    async fn request(
        &self,
        ask: &Ask,
        values: &Values,
        turn: &Turn,
        now: DateTime<Utc>,
        with_new_token: bool,
    ) -> Result<RequestBuilder, SourceError> {
        let address = self.address(ask, values, turn)?;
        let mut request = match &ask.body {
            None => self.line.get(address),
            Some(body) => {
                let mut said = Map::new();
                for (name, template) in body {
                    let text = template.plain(values).ok_or(SourceError::BadAddress)?;
                    said.insert(name.clone(), Value::String(text));
                }
                said.extend(turn.said.iter().cloned());
                self.line.post(address).json(&Value::Object(said))
            }
        };
        if let Some((name, value)) = self.authorisation(now, with_new_token).await? {
            request = request.header(name, value);
        }
        Ok(request.header("Accept", "application/json, */*;q=0.5"))
    }

    fn address(&self, ask: &Ask, values: &Values, turn: &Turn) -> Result<Url, SourceError> {
        if let Some(at) = &turn.at {
            return Ok(at.clone());
        }
        let base = &self.mapping.service.base;
        let path = ask
            .path
            .for_address(values)
            .ok_or(SourceError::BadAddress)?;
        let path = path.trim_start_matches('/');
        let mut address = base
            .join(&format!("./{path}"))
            .map_err(|_| SourceError::BadAddress)?;
        if address.origin() != base.origin() {
            return Err(SourceError::BadAddress);
        }
        let mut said = Vec::new();
        for (name, template) in &ask.query {
            let text = template.plain(values).ok_or(SourceError::BadAddress)?;
            said.push((name.clone(), text));
        }
        if ask.body.is_none() {
            let of_turn = turn.said.iter();
            said.extend(
                of_turn.map(|(name, value)| (name.clone(), scalar(value).unwrap_or_default())),
            );
        }
        if !said.is_empty() {
            address.query_pairs_mut().extend_pairs(said);
        }
        Ok(address)
    }

    /// Nothing after the last page.
    fn next_turn(
        &self,
        ask: &Ask,
        answer: &Value,
        number: u64,
        came: u64,
        turn: &Turn,
    ) -> Result<Option<Turn>, SourceError> {
        match &ask.paging {
            Paging::OnePage => Ok(None),
            Paging::Offset {
                offset,
                limit,
                size,
            } => Ok((came >= *size).then(|| {
                let said = (offset.clone(), Value::from((number + 1) * size));
                Turn::said(vec![said, (limit.clone(), Value::from(*size))])
            })),
            Paging::Page {
                page,
                first,
                size,
                pages,
            } => {
                let is_last = match pages {
                    Some(path) => {
                        let field = || format!("paging.pages: {}", path.written());
                        let said = path.first(answer).and_then(scalar);
                        let pages: Option<u64> = said.and_then(|text| text.parse().ok());
                        number + 1 >= pages.ok_or_else(|| SourceError::shape(field()))?
                    }
                    None => match size {
                        Some((_, size)) => came < *size,
                        None => came == 0,
                    },
                };
                Ok((!is_last).then(|| page_turn(page, first + number + 1, size.as_ref())))
            }
            Paging::Cursor { cursor, next, size } => {
                let Some(at) = next.first(answer).and_then(scalar) else {
                    return Ok(None);
                };
                let next = cursor_turn(cursor, Some(at), size.as_ref());
                if next.said == turn.said {
                    // It would go round and round.
                    return Err(SourceError::TooManyPages(self.mapping.service.most_pages));
                }
                Ok(Some(next))
            }
            Paging::Link { next } => {
                let Some(link) = next.first(answer).and_then(scalar) else {
                    return Ok(None);
                };
                let base = &self.mapping.service.base;
                let at = turn.at.as_ref().unwrap_or(base).join(&link);
                let at = at.map_err(|_| SourceError::shape("paging.next"))?;
                if at.origin() != base.origin() {
                    return Err(SourceError::Redirected);
                }
                Ok(Some(Turn {
                    said: Vec::new(),
                    at: Some(at),
                }))
            }
        }
    }
}

impl Turn {
    fn said(said: Vec<(String, Value)>) -> Self {
        Self { said, at: None }
    }
}

fn first_turn(paging: &Paging) -> Turn {
    match paging {
        Paging::OnePage | Paging::Link { .. } => Turn::default(),
        Paging::Offset {
            offset,
            limit,
            size,
        } => Turn::said(vec![
            (offset.clone(), Value::from(0)),
            (limit.clone(), Value::from(*size)),
        ]),
        Paging::Page {
            page, first, size, ..
        } => page_turn(page, *first, size.as_ref()),
        Paging::Cursor { cursor, size, .. } => cursor_turn(cursor, None, size.as_ref()),
    }
}

fn page_turn(page: &str, number: u64, size: Option<&(String, u64)>) -> Turn {
    let mut said = vec![(page.to_owned(), Value::from(number))];
    said.extend(size.map(|(name, size)| (name.clone(), Value::from(*size))));
    Turn::said(said)
}

fn cursor_turn(cursor: &str, at: Option<String>, size: Option<&(String, u64)>) -> Turn {
    let mut said: Vec<_> = at
        .map(|at| (cursor.to_owned(), Value::String(at)))
        .into_iter()
        .collect();
    said.extend(size.map(|(name, size)| (name.clone(), Value::from(*size))));
    Turn::said(said)
}
