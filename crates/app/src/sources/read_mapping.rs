use std::collections::HashMap;
use std::sync::Arc;

use sagsbord_contract::{MappingFault, MappingProblem, SourceCapability};
use sagsbord_domain::UnitId;
use sagsbord_sources::{Ability, Fault, Mapping, Reason};
use sagsbord_store::Reader;

use crate::AppError;

/// A mapping whose units are units of ours.
pub(super) struct Resolved {
    pub(super) mapping: Arc<Mapping>,
    otherwise: UnitId,
    units: HashMap<String, UnitId>,
}

impl Resolved {
    /// Where a case falls by the system's own code of its unit.
    pub(super) fn unit(&self, code: Option<&str>) -> UnitId {
        code.and_then(|code| self.units.get(code))
            .copied()
            .unwrap_or(self.otherwise)
    }
}

/// Read whole: with a fault, it is no mapping.
pub(super) async fn read_mapping(
    reader: &mut Reader,
    untrusted_text: &str,
) -> Result<Result<Resolved, Vec<MappingFault>>, AppError> {
    let mapping = match Mapping::read(untrusted_text) {
        Ok(mapping) => mapping,
        Err(faults) => return Ok(Err(faults.into_iter().map(told).collect())),
    };
    let mut faults = Vec::new();
    let mut known: HashMap<String, Option<UnitId>> = HashMap::new();
    let mut units = HashMap::new();
    let mut otherwise = None;
    let named = mapping
        .units
        .iter()
        .map(|(code, unit)| (Some(code), unit))
        .chain([(None, &mapping.unit_otherwise)]);
    for (code, unit) in named {
        let found = match known.get(&unit.name) {
            Some(found) => *found,
            None => {
                // Two units of one name would leave it to chance who sees a case.
                let found = match reader.units_named(&unit.name).await?.as_slice() {
                    [one] => Some(*one),
                    _ => None,
                };
                known.insert(unit.name.clone(), found);
                found
            }
        };
        match (found, code) {
            (Some(unit), Some(code)) => {
                units.insert(code.clone(), unit);
            }
            (Some(unit), None) => otherwise = Some(unit),
            (None, _) => faults.push(MappingFault {
                line: unit.line,
                field: unit.field.clone(),
                problem: MappingProblem::UnknownUnit,
                detail: Some(unit.name.clone()),
            }),
        }
    }
    faults.sort_by_key(|fault| fault.line);
    Ok(match otherwise {
        Some(otherwise) if faults.is_empty() => Ok(Resolved {
            mapping: Arc::new(mapping),
            otherwise,
            units,
        }),
        _ => Err(faults),
    })
}

pub(super) fn capabilities(mapping: &Mapping) -> Vec<SourceCapability> {
    let capability = |ability| match ability {
        Ability::Cases => SourceCapability::Cases,
        Ability::Documents => SourceCapability::Documents,
        Ability::DocumentBytes => SourceCapability::DocumentBytes,
        Ability::JournalNotes => SourceCapability::JournalNotes,
        Ability::DeepLink => SourceCapability::DeepLink,
        Ability::Changes => SourceCapability::Changes,
    };
    mapping.abilities().into_iter().map(capability).collect()
}

fn told(fault: Fault) -> MappingFault {
    let (problem, detail) = match fault.reason {
        Reason::NotToml => (MappingProblem::NotToml, None),
        Reason::FileTooLong => (MappingProblem::FileTooLong, None),
        Reason::AnotherVersion => (MappingProblem::AnotherVersion, None),
        Reason::Missing => (MappingProblem::Missing, None),
        Reason::UnknownField => (MappingProblem::UnknownField, None),
        Reason::WrongType => (MappingProblem::WrongType, None),
        Reason::Empty => (MappingProblem::Empty, None),
        Reason::TooLong => (MappingProblem::TooLong, None),
        Reason::TooMany => (MappingProblem::TooMany, None),
        Reason::NotInList(words) => (MappingProblem::NotInList, Some(words)),
        Reason::OutOfBounds(bounds) => (MappingProblem::OutOfBounds, Some(bounds)),
        Reason::NotAnAddress => (MappingProblem::NotAnAddress, None),
        Reason::NotHttps => (MappingProblem::NotHttps, None),
        Reason::AnotherHost(host) => (MappingProblem::AnotherHost, Some(host)),
        Reason::NotAPath => (MappingProblem::NotAPath, None),
        Reason::NotATemplate(words) => (MappingProblem::NotATemplate, Some(words)),
        Reason::NoPlaceholder(words) => (MappingProblem::NoPlaceholder, Some(words)),
        Reason::NotKle => (MappingProblem::NotKle, None),
        Reason::NotCpr => (MappingProblem::NotCpr, None),
        Reason::Needs(section) => (MappingProblem::Needs, Some(section.to_owned())),
        Reason::NothingAsked => (MappingProblem::NothingAsked, None),
    };
    MappingFault {
        line: fault.line,
        field: fault.field,
        problem,
        detail,
    }
}
