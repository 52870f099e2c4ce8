use std::collections::HashMap;
use std::sync::Arc;

use sagsbord_contract::ErrorCode;
use sagsbord_platform::benefits::BenefitsClient;
use sagsbord_platform::classification::ClassificationClient;
use sagsbord_platform::events::EventPlace;
use sagsbord_platform::index::{IndexClient, IndexPlace, Role, RoleBook};
use sagsbord_platform::organisation::OrganisationClient;
use sagsbord_platform::{
    FunctionCertificate, Issuer, IssuerWay, Line, LineBounds, ServicePlace, TokenKeeper, Trust,
};
use sagsbord_store::Store;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::AppError;

/// Where the platform is, and what we are called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformPlace {
    pub cvr: String,
    pub municipality: String,
    /// The municipality in the platform's organisation.
    pub organisation: Uuid,
    /// This system, as the platform's administration knows it.
    pub system: Uuid,
    pub system_name: String,
    pub issuer_address: String,
    /// Asked by a signed message rather than as JSON.
    pub issuer_by_message: bool,
    pub access_address: String,
    pub index_address: String,
    pub index_audience: String,
    /// What the line trusts beside what the machine does, as text; nothing against the real platform.
    pub trusts_only: Option<String>,
    /// What is done in a case whose number does not say so.
    pub usual_action: String,
    /// Where the plan of subjects is read from; nothing where it comes as a file.
    #[serde(default)]
    pub classification: Option<ClassificationAt>,
    /// Where the municipality's units are read from.
    #[serde(default)]
    pub units: Option<ServiceAt>,
    /// What citizens are granted.
    #[serde(default)]
    pub benefits: Option<ServiceAt>,
    /// The queue where the municipality is told of what happens.
    #[serde(default)]
    pub events: Option<EventsAt>,
    /// Digital Post.
    #[serde(default)]
    pub post: Option<PostAt>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventsAt {
    pub host: String,
    pub port: u16,
    /// `BF` on the real platform.
    pub virtual_host: String,
    /// The id of the subscription that was set up in the platform's administration (*dueslag*).
    pub queue: String,
    pub audience: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostAt {
    /// Where it is asked who can receive (*PostForespoerg*).
    pub ask_address: String,
    pub ask_audience: String,
    /// Where letters are handed in (*KombiPostAfsend*).
    pub send_address: String,
    pub send_audience: String,
    /// Letters are written as MeMo 1.1 rather than 1.2.
    #[serde(default)]
    pub is_older: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceAt {
    pub address: String,
    pub audience: String,
}

/// Where the classification is, and what the plans that we read are called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassificationAt {
    pub address: String,
    pub audience: String,
    /// The plan of subjects and actions.
    pub plan: String,
    /// The roles of the index.
    pub roles: String,
}

/// A line that is ready to be spoken on.
pub(crate) struct Connected {
    pub(super) place: PlatformPlace,
    pub(super) index: IndexClient,
    pub(super) classification: Option<ClassificationClient>,
    pub(super) units: Option<OrganisationClient>,
    pub(super) benefits: Option<BenefitsClient>,
    pub(super) roles: RoleBook,
    /// What the numbers of the plan are called on the platform.
    pub(super) classes: HashMap<String, Uuid>,
    pub(super) tokens: Arc<TokenKeeper>,
    pub(super) trust: Trust,
}

impl Connected {
    /// `None` where nobody has set up a connection.
    pub(super) async fn open(store: &Store) -> Result<Option<Self>, AppError> {
        let mut reader = store.read().await?;
        let Some(kept) = reader.connection().await? else {
            return Ok(None);
        };
        let place: PlatformPlace = serde_json::from_str(&kept.place)
            .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
        let caused = |error| AppError::caused(ErrorCode::Internal, error);
        let certificate = FunctionCertificate::from_pem(&kept.certificate)
            .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
        let trust = match &place.trusts_only {
            Some(pem) => Trust::Only(pem.as_bytes().to_vec()),
            None => Trust::Machine,
        };
        let line = Line::new(&certificate, &trust, LineBounds::default()).map_err(caused)?;
        let issuer = Issuer {
            way: if place.issuer_by_message {
                IssuerWay::WsTrust
            } else {
                IssuerWay::Rest
            },
            address: place.issuer_address.clone(),
            access_address: place.access_address.clone(),
            cvr: place.cvr.clone(),
        };
        let tokens = Arc::new(TokenKeeper::new(line.clone(), certificate, issuer));
        let at = IndexPlace {
            address: place.index_address.clone(),
            audience: place.index_audience.clone(),
        };
        let classification = place.classification.as_ref().map(|at| {
            let at = ServicePlace {
                address: at.address.clone(),
                audience: at.audience.clone(),
            };
            ClassificationClient::new(line.clone(), Arc::clone(&tokens), at)
        });
        let units = place.units.as_ref().map(|at| {
            let at = ServicePlace {
                address: at.address.clone(),
                audience: at.audience.clone(),
            };
            OrganisationClient::new(line.clone(), Arc::clone(&tokens), at)
        });
        let benefits = place.benefits.as_ref().map(|at| {
            let at = ServicePlace {
                address: at.address.clone(),
                audience: at.audience.clone(),
            };
            BenefitsClient::new(line.clone(), Arc::clone(&tokens), at)
        });
        let mut roles =
            RoleBook::shipped().map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
        for (key, id) in reader.index_roles().await? {
            if let Some(role) = Role::ALL.iter().find(|role| role.key() == key) {
                roles.learn(*role, id);
            }
        }
        Ok(Some(Self {
            index: IndexClient::new(line, Arc::clone(&tokens), at),
            tokens,
            trust,
            classification,
            units,
            benefits,
            place,
            roles,
            classes: reader.kle_ids().await?,
        }))
    }

    /// Nothing where the connection names no queue.
    pub(super) fn event_place(&self) -> Option<EventPlace> {
        self.place.events.as_ref().map(|at| EventPlace {
            host: at.host.clone(),
            port: at.port,
            virtual_host: at.virtual_host.clone(),
            queue: at.queue.clone(),
            audience: at.audience.clone(),
        })
    }
}
