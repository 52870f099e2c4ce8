use sagsbord_domain::NoteId;
use sagsbord_store::{JournalNote, NoteCheck, NoteDraft, StoreError, Writer};

use super::{Office, Who};
use crate::municipality::{Stream, id};

struct DemoNote {
    /// The caseworker's case at this place.
    case: usize,
    by: Who,
    /// So many working days ago.
    days_back: i32,
    text: &'static str,
    /// The note in this list that it adds to.
    supplements: Option<u64>,
    /// How many places the quality check tells of.
    told_of: u32,
}

/// `{om}` is what the case is about. What the quality check says of them is what is written here: `tests/it/demo.rs`
/// holds them to it.
const NOTES: &[DemoNote] = &[
    DemoNote {
        told_of: 1,
        ..note(
            2,
            14,
            "Telefonsamtale med borgeren om {om}. Borgeren fortæller, at det er blevet sværere at klare hverdagen alene efter indlæggelsen, og at hjælpen ønskes to gange om ugen.\n\nAftalt, at jeg indhenter oplysninger og vender tilbage inden for to uger.",
        )
    },
    note(
        2,
        9,
        "Oplysningerne er modtaget og lagt på sagen. De peger i samme retning som samtalen. Borgeren skal høres, før der træffes afgørelse.",
    ),
    DemoNote {
        supplements: Some(1),
        ..note(
            2,
            6,
            "Tilføjelse: oplysningerne nævner også et hjælpemiddel, som borgeren har fået sidste år. Det er tilbudt gennemgået ved næste besøg.",
        )
    },
    note(
        4,
        5,
        "Hjemmebesøg. Til stede: borgeren og en pårørende. Gennemgået, hvad der er behov for hjælp til, og hvad borgeren selv vil blive ved med at gøre.\n\nDer er enighed om, at {om} skal tilpasses, og at der ses på det igen om tre måneder.",
    ),
    DemoNote {
        by: Who::TeamLead,
        ..note(
            7,
            6,
            "Pårørende har henvendt sig to gange om sagen. Der foreligger endnu ingen fuldmagt, og der er ikke givet oplysninger.",
        )
    },
    note(
        11,
        3,
        "Besøg aftalt med borgeren. Borgeren vil gerne have, at en pårørende er med.",
    ),
    note(
        16,
        5,
        "Drøftet med udføreren, hvem der kan komme om natten. Der mangler et svar, før planen kan lægges.",
    ),
    note(
        30,
        2,
        "Udkast til brev er skrevet. En kollega læser det igennem, før det sendes.",
    ),
];

/// Begun yesterday and not journalised.
const DRAFT: DemoNote = note(
    14,
    1,
    "Samtale om {om}. Borgeren har brug for at prøve det, før der tages stilling. Husk at spørge om",
);

const fn note(case: usize, days_back: i32, text: &'static str) -> DemoNote {
    DemoNote {
        case,
        by: Who::Caseworker,
        days_back,
        text,
        supplements: None,
        told_of: 0,
    }
}

pub(super) async fn put(writer: &mut Writer, office: &Office<'_>) -> Result<(), StoreError> {
    let id_of = |number| NoteId::new(id(office.seed, Stream::Note, number));
    for (number, demo) in (0..).zip(NOTES) {
        let Some(case) = office.case(demo.case) else {
            return Ok(());
        };
        let journalised_at = office.moment(demo.days_back, 90 + 11 * number as i64);
        let note = JournalNote {
            id: id_of(number),
            case: case.id,
            number: 0,
            supplements: demo.supplements.map(id_of),
            text: demo.text.replace("{om}", case.subject.about()),
            written_by: office.person(demo.by),
            begun_at: journalised_at - chrono::TimeDelta::minutes(12),
            journalised_at,
            check: NoteCheck {
                told_of: demo.told_of,
                ..NoteCheck::default()
            },
            why: None,
        };
        writer.journalise(&note).await?;
    }
    let Some(case) = office.case(DRAFT.case) else {
        return Ok(());
    };
    let begun_at = office.moment(DRAFT.days_back, 7 * 60);
    let draft = NoteDraft {
        id: id_of(NOTES.len() as u64),
        case: case.id,
        employee: office.person(DRAFT.by),
        supplements: None,
        kept_beside: None,
        text: DRAFT.text.replace("{om}", case.subject.about()),
        version: 1,
        begun_at,
        changed_at: begun_at,
    };
    writer.add_note_draft(&draft).await
}
