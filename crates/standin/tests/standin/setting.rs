use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_platform::index::{
    ActorKind, Attempt, CaseEntry, CaseIndexProperties, CaseLists, CaseProperties,
    CaseRegistration, CaseStep, Effect, IndexClient, IndexPlace, Progress, Reference,
    RegistrationHead, Relation, RelationKind, Sensitivity,
};
use sagsbord_platform::{
    FunctionCertificate, Issuer, IssuerWay, Line, LineBounds, TokenKeeper, Trust,
};
use sagsbord_standin::{Options, StandIn};
use uuid::Uuid;

pub(crate) const CVR: &str = "11111111";
pub(crate) const INDEX: &str = "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6";

/// A stand-in and a client of it.
pub(crate) struct Setting {
    pub(crate) standin: StandIn,
    pub(crate) client: IndexClient,
}

impl Setting {
    pub(crate) async fn new() -> Self {
        Self::with(Options::of(CVR), IssuerWay::Rest).await
    }

    pub(crate) async fn with(options: Options, way: IssuerWay) -> Self {
        let standin = StandIn::start(options).await.unwrap();
        let certificate = certificate(&standin);
        let client = client(&standin, &certificate, way, LineBounds::default());
        Self { standin, client }
    }
}

pub(crate) fn certificate(standin: &StandIn) -> FunctionCertificate {
    let minted = standin.system_certificate(CVR).unwrap();
    FunctionCertificate::from_pem(minted.both().as_bytes()).unwrap()
}

pub(crate) fn line(
    standin: &StandIn,
    certificate: &FunctionCertificate,
    bounds: LineBounds,
) -> Line {
    let trust = Trust::Only(standin.authority().pem().as_bytes().to_vec());
    Line::new(certificate, &trust, bounds).unwrap()
}

pub(crate) fn tokens(
    standin: &StandIn,
    certificate: &FunctionCertificate,
    way: IssuerWay,
    line: &Line,
) -> Arc<TokenKeeper> {
    let issuer = Issuer {
        way,
        address: match way {
            IssuerWay::Rest => standin.rest_issuer(),
            IssuerWay::WsTrust => standin.trust_issuer(),
        },
        access_address: standin.access_address(),
        cvr: CVR.to_owned(),
    };
    Arc::new(TokenKeeper::new(line.clone(), certificate.clone(), issuer))
}

pub(crate) fn client(
    standin: &StandIn,
    certificate: &FunctionCertificate,
    way: IssuerWay,
    bounds: LineBounds,
) -> IndexClient {
    let line = line(standin, certificate, bounds);
    let tokens = tokens(standin, certificate, way, &line);
    let place = IndexPlace {
        address: standin.index_address(),
        audience: INDEX.to_owned(),
    };
    IndexClient::new(line, tokens, place)
}

pub(crate) fn attempt() -> Attempt {
    Attempt {
        transaction: Uuid::new_v4(),
        now: Utc::now(),
    }
}

pub(crate) fn moment(text: &str) -> DateTime<Utc> {
    sagsbord_platform::xml::parse_moment(text).unwrap()
}

pub(crate) fn id(text: &str) -> Reference {
    Reference::Id(Uuid::try_parse(text).unwrap())
}

fn since() -> Effect {
    Effect::since(
        moment("2026-03-02T09:15:00Z"),
        Reference::Urn("urn:oio:it-system-uuid:17500000-0000-4000-8000-000000000001".to_owned()),
        ActorKind::System,
    )
}

fn relation(kind: RelationKind, role: &str, reference: Reference) -> Relation {
    let mut relation = Relation::new(kind);
    relation.effect = Some(since());
    relation.role = Some(id(role));
    relation.reference = Some(reference);
    relation
}

/// A case with what decides who may see it. The person is invented (day + 60).
pub(crate) fn case(number: u128, title: &str, kle: &str, sensitivity: Sensitivity) -> CaseEntry {
    let mut owner = relation(
        RelationKind::CaseActor,
        "9e979b84-b846-4472-8622-58007dc63c7e",
        Reference::Id(Uuid::from_u128(1)),
    );
    owner.extension.cvr = Some(CVR.to_owned());
    owner.extension.full_name = Some("Korsbæk Kommune".to_owned());
    let mut class = relation(
        RelationKind::CaseClass,
        "a86c6581-ec85-412d-a655-31a1f1d5b14f",
        Reference::Id(Uuid::from_u128(2)),
    );
    class.extension.user_key = Some(kle.to_owned());
    let party = relation(
        RelationKind::CaseParty,
        "d839f26a-d4d1-4441-b2d6-3dbbb12a9404",
        Reference::Urn("urn:oio:cpr-nr:7003801234".to_owned()),
    );
    CaseEntry {
        id: Uuid::from_u128(number),
        registrations: vec![CaseRegistration {
            head: RegistrationHead {
                note: Some("Sag oprettet".to_owned()),
                at: Some(moment("2026-03-02T09:15:00Z")),
                life_cycle: Some("Importeret".to_owned()),
                by: Some(Reference::Urn(
                    "urn:oio:it-system-uuid:17500000-0000-4000-8000-000000000001".to_owned(),
                )),
                received: None,
            },
            lists: CaseLists {
                properties: vec![CaseProperties {
                    effect: Some(since()),
                    user_key: Some(format!("S-{number}")),
                    number: Some(format!("S-{number}")),
                    title: Some(title.to_owned()),
                    ..CaseProperties::default()
                }],
                index_properties: vec![CaseIndexProperties {
                    effect: Some(since()),
                    sensitivity: Some(sensitivity),
                    ..CaseIndexProperties::default()
                }],
                progress: vec![Progress {
                    effect: Some(since()),
                    step: Some(CaseStep::Opstaaet),
                }],
                relations: vec![owner, class, party],
            },
        }],
        quietly: false,
    }
}

/// The published schemas, where they lie beside the project.
pub(crate) fn schemas() -> Option<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/platform");
    if folder.join("README.md").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: the platform's contracts do not lie beside the project");
    None
}
