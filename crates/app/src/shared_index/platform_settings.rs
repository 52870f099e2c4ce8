//! How the platform is reached, as people write it and as it is kept. Each field is checked by itself, so that
//! whoever writes it is told which one is wrong.

use sagsbord_contract::{
    ClassificationSettings, EventSettings, PlatformSettings, PostSettings, ServiceSettings,
};
use sagsbord_domain::KlePart;
use uuid::Uuid;

use super::place::{ClassificationAt, EventsAt, PlatformPlace, PostAt, ServiceAt};
use crate::AppError;

const LONGEST: usize = 300;
/// Far above any chain of certificates as text.
const LONGEST_TRUST: usize = 256 * 1024;

pub(super) fn place_of(settings: PlatformSettings) -> Result<PlatformPlace, AppError> {
    Ok(PlatformPlace {
        municipality: text(&settings.municipality, "municipality")?,
        cvr: cvr(&settings.cvr)?,
        organisation: uuid(&settings.organisation_id, "organisationId")?,
        system: uuid(&settings.system_id, "systemId")?,
        system_name: text(&settings.system_name, "systemName")?,
        usual_action: action(&settings.usual_action)?,
        issuer_address: address(&settings.issuer_address, "issuerAddress")?,
        issuer_by_message: settings.issuer_by_message,
        access_address: address(&settings.access_address, "accessAddress")?,
        index_address: address(&settings.index_address, "indexAddress")?,
        index_audience: text(&settings.index_audience, "indexAudience")?,
        trusts_only: trust(settings.trusts_only)?,
        classification: settings
            .classification
            .as_ref()
            .map(classification)
            .transpose()?,
        units: service(settings.units.as_ref(), "units.address", "units.audience")?,
        benefits: service(
            settings.benefits.as_ref(),
            "benefits.address",
            "benefits.audience",
        )?,
        events: settings.events.as_ref().map(events).transpose()?,
        post: settings.post.as_ref().map(post).transpose()?,
    })
}

pub(super) fn settings_of(place: PlatformPlace) -> PlatformSettings {
    PlatformSettings {
        municipality: place.municipality,
        cvr: place.cvr,
        organisation_id: place.organisation.to_string(),
        system_id: place.system.to_string(),
        system_name: place.system_name,
        usual_action: place.usual_action,
        issuer_address: place.issuer_address,
        issuer_by_message: place.issuer_by_message,
        access_address: place.access_address,
        index_address: place.index_address,
        index_audience: place.index_audience,
        trusts_only: place.trusts_only,
        classification: place.classification.map(|at| ClassificationSettings {
            address: at.address,
            audience: at.audience,
            plan: at.plan,
            roles: at.roles,
        }),
        units: place.units.map(said),
        benefits: place.benefits.map(said),
        events: place.events.map(|at| EventSettings {
            host: at.host,
            port: at.port,
            virtual_host: at.virtual_host,
            queue: at.queue,
            audience: at.audience,
        }),
        post: place.post.map(|at| PostSettings {
            ask_address: at.ask_address,
            ask_audience: at.ask_audience,
            send_address: at.send_address,
            send_audience: at.send_audience,
            is_older: at.is_older,
        }),
    }
}

fn classification(at: &ClassificationSettings) -> Result<ClassificationAt, AppError> {
    Ok(ClassificationAt {
        address: address(&at.address, "classification.address")?,
        audience: text(&at.audience, "classification.audience")?,
        plan: text(&at.plan, "classification.plan")?,
        roles: text(&at.roles, "classification.roles")?,
    })
}

fn service(
    at: Option<&ServiceSettings>,
    address_field: &'static str,
    audience_field: &'static str,
) -> Result<Option<ServiceAt>, AppError> {
    at.map(|at| {
        Ok(ServiceAt {
            address: address(&at.address, address_field)?,
            audience: text(&at.audience, audience_field)?,
        })
    })
    .transpose()
}

fn said(at: ServiceAt) -> ServiceSettings {
    ServiceSettings {
        address: at.address,
        audience: at.audience,
    }
}

fn events(at: &EventSettings) -> Result<EventsAt, AppError> {
    let host = text(&at.host, "events.host")?;
    if host.contains([':', '/', '@']) || host.contains(char::is_whitespace) {
        return Err(AppError::problem("events.host", "not_an_address"));
    }
    if at.port == 0 {
        return Err(AppError::problem("events.port", "missing"));
    }
    Ok(EventsAt {
        host,
        port: at.port,
        virtual_host: text(&at.virtual_host, "events.virtualHost")?,
        queue: text(&at.queue, "events.queue")?,
        audience: text(&at.audience, "events.audience")?,
    })
}

fn post(at: &PostSettings) -> Result<PostAt, AppError> {
    Ok(PostAt {
        ask_address: address(&at.ask_address, "post.askAddress")?,
        ask_audience: text(&at.ask_audience, "post.askAudience")?,
        send_address: address(&at.send_address, "post.sendAddress")?,
        send_audience: text(&at.send_audience, "post.sendAudience")?,
        is_older: at.is_older,
    })
}

fn text(written: &str, field: &'static str) -> Result<String, AppError> {
    let text = written.trim();
    if text.is_empty() {
        return Err(AppError::problem(field, "missing"));
    }
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err(AppError::problem(field, "too_long"));
    }
    Ok(text.to_owned())
}

/// Spaces are how people write it.
fn cvr(written: &str) -> Result<String, AppError> {
    let digits: String = written.chars().filter(|sign| *sign != ' ').collect();
    if digits.is_empty() {
        return Err(AppError::problem("cvr", "missing"));
    }
    if digits.len() != 8 || !digits.bytes().all(|sign| sign.is_ascii_digit()) {
        return Err(AppError::problem("cvr", "not_cvr"));
    }
    Ok(digits)
}

fn uuid(written: &str, field: &'static str) -> Result<Uuid, AppError> {
    let text = text(written, field)?;
    match Uuid::try_parse(&text) {
        Ok(id) if !id.is_nil() => Ok(id),
        _ => Err(AppError::problem(field, "not_uuid")),
    }
}

fn action(written: &str) -> Result<String, AppError> {
    let text = text(written, "usualAction")?.to_uppercase();
    match KlePart::of(&text) {
        Some(KlePart::Action) => Ok(text),
        _ => Err(AppError::problem("usualAction", "not_an_action")),
    }
}

/// What is said there is about people: in the clear it goes no further than this machine.
fn address(written: &str, field: &'static str) -> Result<String, AppError> {
    let text = text(written, field)?;
    let (is_clear, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => (false, rest),
        (None, Some(rest)) => (true, rest),
        (None, None) => return Err(AppError::problem(field, "not_an_address")),
    };
    let host = host_in(rest);
    if host.is_empty() || text.contains(char::is_whitespace) || rest.contains('@') {
        return Err(AppError::problem(field, "not_an_address"));
    }
    if is_clear && !matches!(host, "localhost" | "127.0.0.1" | "[::1]") {
        return Err(AppError::problem(field, "not_https"));
    }
    Ok(text)
}

fn host_in(rest: &str) -> &str {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    match host.rfind(']') {
        Some(bracket) => host.get(..=bracket).unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn trust(written: Option<String>) -> Result<Option<String>, AppError> {
    let Some(text) = written.filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    if text.len() > LONGEST_TRUST || !text.contains("-----BEGIN CERTIFICATE-----") {
        return Err(AppError::problem("trustsOnly", "unreadable"));
    }
    Ok(Some(text))
}
