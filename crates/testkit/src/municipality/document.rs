use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use sagsbord_domain::{CaseId, DocumentId, DocumentKind, Sensitivity};

use super::dice::{Stream, id};
use super::{Case, Dice, Plan, Town, calendar};
use crate::files::{self, FileKind, Story};

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub id: DocumentId,
    pub case: CaseId,
    pub title: String,
    pub kind: DocumentKind,
    pub date: NaiveDate,
    pub sensitivity: Sensitivity,
    pub file: Option<DocumentFile>,
}

#[derive(Clone, PartialEq)]
pub struct DocumentFile {
    /// As a person would have named it, with its extension.
    pub name: String,
    pub media_type: &'static str,
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for DocumentFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DocumentFile({}, {} bytes)", self.name, self.bytes.len())
    }
}

pub(super) fn all(plan: &Plan, town: &Town, cases: &[Case]) -> Vec<Document> {
    let with_file = place_files(plan, town, cases);
    let mut documents = Vec::with_capacity(plan.documents);
    for case in cases {
        for place in 0..case.document_count {
            let file = with_file.get(&(case.index, place)).copied();
            documents.push(draw(plan, town, case, place, file));
        }
    }
    documents
}

pub(super) fn of_case(plan: &Plan, town: &Town, case: &Case) -> Vec<Document> {
    (0..case.document_count)
        .map(|place| draw(plan, town, case, place, None))
        .collect()
}

/// Which documents have bytes: (case, place in the case) → number of the file.
///
/// The demo's caseworker gets two in each of her open cases, so that what she opens can be read; the
/// rest are spread over all cases, at most one in each.
fn place_files(plan: &Plan, town: &Town, cases: &[Case]) -> HashMap<(usize, u32), usize> {
    let demo_caseworker = town.employees.first().map(|employee| employee.id);
    let on_her_desk = |case: &&Case| case.status.is_open() && case.responsible == demo_caseworker;
    let mut places: Vec<(usize, u32)> = cases
        .iter()
        .rev()
        .filter(on_her_desk)
        .flat_map(|case| (0..case.document_count.min(2)).map(|place| (case.index, place)))
        .collect();
    let elsewhere: Vec<&Case> = cases
        .iter()
        .rev()
        .filter(|case| case.document_count > 0 && !on_her_desk(case))
        .collect();
    let missing = plan.files.saturating_sub(places.len());
    let stride = (elsewhere.len() / missing.max(1)).max(1);
    places.extend(elsewhere.iter().step_by(stride).map(|case| (case.index, 0)));
    places
        .into_iter()
        .take(plan.files)
        .enumerate()
        .map(|(file, place)| (place, file))
        .collect()
}

fn draw(plan: &Plan, town: &Town, case: &Case, place: u32, file: Option<usize>) -> Document {
    let number = ((case.index as u64) << 16) | u64::from(place);
    let mut dice = Dice::new(plan.seed, Stream::Document, number);
    let last = case.closed.unwrap_or(plan.today);
    let days = usize::try_from((last - case.opened).num_days()).unwrap_or(0);
    let share = days * place as usize / case.document_count.max(1) as usize;
    let date = case.opened + Days::new((share + dice.below(3)).min(days) as u64);
    let date = calendar::workday_at_or_before(date).max(case.opened);

    let (mut kind, mut title) = draw_title(&mut dice, case, place);
    let file = file.map(|file| {
        let mut dice = Dice::new(plan.seed, Stream::File, file as u64);
        let file_kind = FileKind::for_number(file);
        let story = Story::about(town, case, date, file_kind, &mut dice);
        kind = story.direction;
        title.clone_from(&story.title);
        DocumentFile {
            name: story.file_name(file_kind, &mut dice),
            media_type: file_kind.media_type(),
            kind: file_kind,
            bytes: files::write(file_kind, &story, &mut dice),
        }
    });
    Document {
        id: DocumentId::new(id(plan.seed, Stream::Document, number)),
        case: case.id,
        title,
        kind,
        date,
        sensitivity: if dice.per_mille(850) {
            case.sensitivity
        } else {
            case.sensitivity.min(Sensitivity::Confidential)
        },
        file,
    }
}

fn draw_title(dice: &mut Dice, case: &Case, place: u32) -> (DocumentKind, String) {
    const INCOMING: &[&str] = &[
        "Mail fra borger",
        "Brev fra borger",
        "Svar på partshøring",
        "Lægelige oplysninger",
        "Oplysninger fra pårørende",
        "Kvittering og bilag",
        "Statusbrev fra leverandør",
        "Telefonbesked fra receptionen",
        "Tilbud fra leverandør",
        "Bemærkninger til udkast",
    ];
    const OUTGOING: &[&str] = &[
        "Kvittering for modtagelse",
        "Partshøring",
        "Afgørelse om {om}",
        "Brev om forventet svartid",
        "Indkaldelse til møde",
        "Svar på spørgsmål",
        "Bevilling af {om}",
        "Anmodning om oplysninger",
        "Følgebrev",
    ];
    const INTERNAL: &[&str] = &[
        "Journalnotat",
        "Telefonnotat",
        "Notat om besøg",
        "Referat af møde",
        "Indstilling om {om}",
        "Faglig vurdering",
        "Intern sparring",
        "Tjekliste",
    ];
    if place == 0 {
        let title = format!("Henvendelse om {}", case.subject.about());
        return (DocumentKind::Incoming, title);
    }
    let (kind, titles) = match dice.weighted(&[38, 30, 32]) {
        0 => (DocumentKind::Incoming, INCOMING),
        1 => (DocumentKind::Outgoing, OUTGOING),
        _ => (DocumentKind::Internal, INTERNAL),
    };
    let title = dice.pick(titles).replace("{om}", case.subject.about());
    (kind, title)
}
