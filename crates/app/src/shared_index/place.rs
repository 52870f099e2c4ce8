use std::collections::HashMap;
use std::sync::Arc;

use sagsbord_contract::ErrorCode;
use sagsbord_platform::benefits::BenefitsClient;
use sagsbord_platform::classification::ClassificationClient;
use sagsbord_platform::events::EventPlace;
use sagsbord_platform::index::{IndexClient, IndexPlace, Role, RoleBook};
use sagsbord_platform::organisation::OrganisationClient;
use sagsbord_platform::post::{MemoVersion, PostClient, PostLimits, PostPlace, Sender};
use sagsbord_platform::{
    FunctionCertificate, Issuer, IssuerWay, Line, LineBounds, PlatformError, ServicePlace,
    TokenKeeper, Trust,
};
use sagsbord_store::{Connection, Reader, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::at_hand::KeptLine;
use crate::AppError;
use crate::app::App;

/// Where the platform is, and what we are called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PlatformPlace {
    pub(super) cvr: String,
    pub(super) municipality: String,
    /// The municipality in the platform's organisation.
    pub(super) organisation: Uuid,
    /// This system, as the platform's administration knows it.
    pub(super) system: Uuid,
    pub(super) system_name: String,
    pub(super) issuer_address: String,
    /// Asked by a signed message rather than as JSON.
    pub(super) issuer_by_message: bool,
    pub(super) access_address: String,
    pub(super) index_address: String,
    pub(super) index_audience: String,
    /// What the line trusts beside what the machine does, as text; nothing against the real platform.
    pub(super) trusts_only: Option<String>,
    /// What is done in a case whose number does not say so.
    pub(super) usual_action: String,
    /// Where the plan of subjects is read from; nothing where it comes as a file.
    #[serde(default)]
    pub(super) classification: Option<ClassificationAt>,
    /// Where the municipality's units are read from.
    #[serde(default)]
    pub(super) units: Option<ServiceAt>,
    /// What citizens are granted.
    #[serde(default)]
    pub(super) benefits: Option<ServiceAt>,
    /// The queue where the municipality is told of what happens.
    #[serde(default)]
    pub(super) events: Option<EventsAt>,
    /// Digital Post.
    #[serde(default)]
    pub(super) post: Option<PostAt>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EventsAt {
    pub(super) host: String,
    pub(super) port: u16,
    /// `BF` on the real platform.
    pub(super) virtual_host: String,
    /// The id of the subscription that was set up in the platform's administration (*dueslag*).
    pub(super) queue: String,
    pub(super) audience: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PostAt {
    /// Where it is asked who can receive (*PostForespoerg*).
    pub(super) ask_address: String,
    pub(super) ask_audience: String,
    /// Where letters are handed in (*KombiPostAfsend*).
    pub(super) send_address: String,
    pub(super) send_audience: String,
    /// Letters are written as MeMo 1.1 rather than 1.2.
    #[serde(default)]
    pub(super) is_older: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ServiceAt {
    pub(super) address: String,
    pub(super) audience: String,
}

/// Where the classification is, and what the plans that we read are called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ClassificationAt {
    pub(super) address: String,
    pub(super) audience: String,
    /// The plan of subjects and actions.
    pub(super) plan: String,
    /// The roles of the index.
    pub(super) roles: String,
}

/// A line that is ready to be spoken on.
pub(crate) struct Connected {
    pub(super) place: PlatformPlace,
    pub(super) index: IndexClient,
    pub(super) tokens: Arc<TokenKeeper>,
    pub(super) classification: Option<ClassificationClient>,
    pub(super) units: Option<OrganisationClient>,
    pub(super) benefits: Option<BenefitsClient>,
    pub(super) roles: RoleBook,
    /// What the numbers of the plan are called on the platform.
    pub(super) classes: HashMap<String, Uuid>,
    pub(super) trust: Trust,
    pub(crate) post: Option<PostClient>,
}

impl Connected {
    /// `None` where nobody has set up a connection. Tokens are kept from one run to the next.
    pub(crate) async fn open(app: &App, store: &Store) -> Result<Option<Self>, AppError> {
        let mut reader = store.read().await?;
        let Some(connection) = reader.connection().await? else {
            return Ok(None);
        };
        let kept = match app.index.line() {
            Some(kept) if kept.connection == connection => kept,
            _ => {
                let kept = kept_line(connection)?;
                app.index.keep_line(kept.clone());
                kept
            }
        };
        Self::over(kept, &mut reader).await.map(Some)
    }

    /// With tokens of its own, so that each is asked for anew.
    pub(super) async fn open_anew(store: &Store) -> Result<Option<Self>, AppError> {
        let mut reader = store.read().await?;
        match reader.connection().await? {
            Some(connection) => Self::over(kept_line(connection)?, &mut reader)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    async fn over(kept: KeptLine, reader: &mut Reader) -> Result<Self, AppError> {
        let KeptLine {
            connection,
            line,
            tokens,
        } = kept;
        let place = read_place(&connection)?;
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
        let post = place.post.as_ref().map(|at| {
            let at = PostPlace {
                ask_address: at.ask_address.clone(),
                ask_audience: at.ask_audience.clone(),
                send_address: at.send_address.clone(),
                send_audience: at.send_audience.clone(),
            };
            PostClient::new(line.clone(), Arc::clone(&tokens), at, PostLimits::default())
        });
        let mut roles =
            RoleBook::shipped().map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
        for (key, id) in reader.index_roles().await? {
            if let Some(role) = Role::ALL.iter().find(|role| role.key() == key) {
                roles.learn(*role, id);
            }
        }
        Ok(Self {
            index: IndexClient::new(line, Arc::clone(&tokens), at),
            tokens,
            trust: trust_of(&place),
            post,
            classification,
            units,
            benefits,
            place,
            roles,
            classes: reader.kle_ids().await?,
        })
    }

    /// Who letters are from, and how they are written.
    pub(crate) fn letters_are(&self) -> (Sender, MemoVersion) {
        let sender = Sender {
            cvr: self.place.cvr.clone(),
            name: self.place.municipality.clone(),
        };
        let version = match &self.place.post {
            Some(at) if at.is_older => MemoVersion::V1_1,
            _ => MemoVersion::V1_2,
        };
        (sender, version)
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

pub(super) fn read_place(connection: &Connection) -> Result<PlatformPlace, AppError> {
    serde_json::from_str(&connection.place)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))
}

/// Nothing is asked of anybody yet.
fn kept_line(connection: Connection) -> Result<KeptLine, AppError> {
    let place = read_place(&connection)?;
    let certificate = FunctionCertificate::from_pem(&connection.certificate)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let line = line_to(&place, &certificate)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
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
    Ok(KeptLine {
        connection,
        line,
        tokens,
    })
}

pub(super) fn line_to(
    place: &PlatformPlace,
    certificate: &FunctionCertificate,
) -> Result<Line, PlatformError> {
    Line::new(certificate, &trust_of(place), LineBounds::default())
}

fn trust_of(place: &PlatformPlace) -> Trust {
    match &place.trusts_only {
        Some(pem) => Trust::Only(pem.as_bytes().to_vec()),
        None => Trust::Machine,
    }
}
