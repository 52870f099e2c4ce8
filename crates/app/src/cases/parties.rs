//! Who is to be a party of a case: read, bounded, and found or entered.

use std::collections::HashSet;

use sagsbord_contract::{ErrorCode, NewParty, PartyChoice};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CitizenId, Cpr, PartyPart};
use sagsbord_store::{Citizen, Reader, Writer};
use uuid::Uuid;

use crate::AppError;
use crate::people::fields::{id, name};

const MOST_PARTIES: usize = 50;

/// Those that were asked for; whoever has a number that nobody has is entered. Nobody twice.
pub(super) async fn found(
    writer: &mut Writer,
    asked: &[AskedParty],
) -> Result<Vec<(Citizen, PartyPart)>, AppError> {
    let mut people = Vec::new();
    let mut seen = HashSet::new();
    for party in asked {
        let citizen = party.citizen(writer).await?;
        if !seen.insert(citizen.id) {
            return Err(AppError::problem("parties", "twice"));
        }
        people.push((citizen, party.part));
    }
    Ok(people)
}

/// Somebody as the screen named them.
pub(super) struct AskedParty {
    pub(super) who: AskedWho,
    pub(super) part: PartyPart,
}

pub(super) enum AskedWho {
    Known(CitizenId),
    Number { name: String, cpr: Cpr },
}

pub(super) fn asked_parties(parties: &[NewParty]) -> Result<Vec<AskedParty>, AppError> {
    if parties.len() > MOST_PARTIES {
        return Err(AppError::problem("parties", "too_many"));
    }
    let asked: Vec<AskedParty> = parties
        .iter()
        .map(|party| {
            let who = match &party.who {
                PartyChoice::Known(citizen) => AskedWho::Known(id(citizen, "parties")?),
                PartyChoice::Number(by_number) => AskedWho::Number {
                    name: name(&by_number.name, "name")?,
                    cpr: Cpr::parse(&by_number.cpr)
                        .map_err(|_| AppError::problem("cpr", "no_such_number"))?,
                },
            };
            Ok(AskedParty {
                who,
                part: party.part.into(),
            })
        })
        .collect::<Result<_, AppError>>()?;
    let primary = asked
        .iter()
        .filter(|party| party.part == PartyPart::Primary);
    if primary.count() > 1 {
        return Err(AppError::problem("parties", "two_primary"));
    }
    Ok(asked)
}

/// Nobody is found by an id who stands in no case within reach.
pub(super) async fn within(
    reader: &mut Reader,
    filter: &AccessFilter,
    party: &AskedParty,
) -> Result<(), AppError> {
    match &party.who {
        AskedWho::Known(citizen) if !reader.is_citizen_within(filter, *citizen).await? => {
            Err(AppError::field(ErrorCode::NotFound, "parties"))
        }
        _ => Ok(()),
    }
}

impl AskedParty {
    async fn citizen(&self, writer: &mut Writer) -> Result<Citizen, AppError> {
        let known = match &self.who {
            AskedWho::Known(citizen) => writer.citizen(*citizen).await?,
            AskedWho::Number { cpr, .. } => writer.citizen_of_number(cpr).await?,
        };
        match (known, &self.who) {
            (Some(known), _) => Ok(known),
            (None, AskedWho::Known(_)) => Err(AppError::field(ErrorCode::NotFound, "parties")),
            (None, AskedWho::Number { name, cpr }) => {
                let citizen = Citizen {
                    id: CitizenId::new(Uuid::now_v7()),
                    name: name.clone(),
                    cpr: Some(cpr.clone()),
                    cvr: None,
                    address: None,
                    protected: false,
                };
                writer.add_citizen(&citizen).await?;
                Ok(citizen)
            }
        }
    }
}
