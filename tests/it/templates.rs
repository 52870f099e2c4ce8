use std::io::Read as _;
use std::process::Command;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sagsbord_app::Desk;
use sagsbord_app::pdf::{Limits, read_text, verify};
use sagsbord_contract::*;

use crate::cases::{demo_for, demo_for_anne};
use crate::support::NOTHING;

async fn case_of(desk: &Desk, fits: impl Fn(&CaseDetail) -> bool) -> CaseDetail {
    let list = desk
        .list_cases(ListCases {
            only_open: true,
            limit: 500,
            ..ListCases::default()
        })
        .await
        .unwrap();
    for row in list.rows {
        let detail = desk.show_case(OpenCase::of(&row.id)).await.unwrap();
        if fits(&detail) {
            return detail;
        }
    }
    panic!("the demo holds no such case");
}

fn is_own(detail: &CaseDetail) -> bool {
    detail.row.source == sagsbord_domain::OWN_SOURCE
}

fn is_plain(detail: &CaseDetail) -> bool {
    let primary = |party: &&PartyRow| party.part == PartyPart::Primary;
    let citizen = detail.parties.iter().find(primary);
    citizen.is_some_and(|party| !party.protected && party.address.is_some())
}

fn preview(case: &CaseDetail, template: &str, answers: &[(&str, &str)]) -> PreviewTemplate {
    PreviewTemplate {
        template_id: template.to_owned(),
        text: None,
        case_id: case.row.id.clone(),
        answers: answers
            .iter()
            .map(|(id, text)| TemplateAnswer {
                id: (*id).to_owned(),
                text: (*text).to_owned(),
            })
            .collect(),
        uses_protected_address: false,
    }
}

fn make(case: &CaseDetail, text: &str, format: LetterFormat, save_as: SaveLetterAs) -> MakeLetter {
    MakeLetter {
        template_id: "indkaldelse".to_owned(),
        case_id: case.row.id.clone(),
        text: text.to_owned(),
        format,
        save_as,
        uses_protected_address: false,
        accepts_findings: true,
    }
}

const MEETING: &[(&str, &str)] = &[
    ("moededag", "torsdag den 3. december 2026"),
    ("klokken", "10"),
    ("sted", "Rådhuset, lokale 2"),
    ("emne", "din ansøgning"),
];

#[tokio::test]
async fn a_letter_is_filled_from_the_case_and_says_what_came_from_where() {
    let anne = demo_for_anne().await;
    let case = case_of(&anne.desk, is_plain).await;
    let filled = anne
        .desk
        .preview_template(preview(&case, "indkaldelse", MEETING))
        .await
        .unwrap();
    assert_eq!(filled.title, "Indkaldelse til møde");
    assert_eq!(filled.faults, []);
    let citizen = case.row.citizen.clone().unwrap();
    assert!(
        filled.text.contains(&format!("Kære {citizen}")),
        "{}",
        filled.text
    );
    assert!(filled.text.contains("torsdag den 3. december 2026 kl. 10"));
    let of = |field: &str| {
        let found = filled.filled.iter().find(|one| one.field == field);
        found.map(|one| (one.value.clone().unwrap_or_default(), one.origin))
    };
    assert_eq!(of("borger.navn"), Some((citizen, FieldOrigin::Party)));
    assert_eq!(
        of("svar.klokken"),
        Some(("10".to_owned(), FieldOrigin::Answer))
    );

    let half = anne
        .desk
        .preview_template(preview(&case, "indkaldelse", &MEETING[..1]))
        .await
        .unwrap();
    let empty: Vec<&str> = half
        .faults
        .iter()
        .map(|fault| fault.what.as_str())
        .collect();
    assert_eq!(empty, ["svar.emne", "svar.klokken", "svar.sted"]);
    let refused = anne
        .desk
        .make_letter(make(
            &case,
            &half.text,
            LetterFormat::Pdf,
            SaveLetterAs::File,
        ))
        .await
        .unwrap_err();
    assert_eq!(
        refused.problem.as_deref(),
        Some("faults"),
        "nothing half leaves"
    );
}

#[tokio::test]
async fn a_protected_address_is_in_no_letter_before_somebody_says_so() {
    let test = demo_for_anne().await;
    let is_protected = |detail: &CaseDetail| {
        let primary = |party: &&PartyRow| party.part == PartyPart::Primary;
        detail
            .parties
            .iter()
            .find(primary)
            .is_some_and(|party| party.protected)
    };
    let case = case_of(&test.desk, is_protected).await;
    let text = "# Brev\n\nVi skriver til {{borger.adresse}}.".to_owned();
    let ask = |uses_protected_address| PreviewTemplate {
        text: Some(text.clone()),
        uses_protected_address,
        ..preview(&case, "indkaldelse", &[])
    };
    let withheld = test.desk.preview_template(ask(false)).await.unwrap();
    let kinds: Vec<TemplateFaultKind> = withheld.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [TemplateFaultKind::ProtectedAddress]);
    let used = test.desk.preview_template(ask(true)).await.unwrap();
    assert_eq!(used.faults, []);
    let address = used.filled[0].value.clone().unwrap();

    // Above the letter too.
    let letter = |uses_protected_address| MakeLetter {
        uses_protected_address,
        ..make(
            &case,
            "# Brev\n\nHej.",
            LetterFormat::Pdf,
            SaveLetterAs::File,
        )
    };
    let street = address.split([' ', ',']).next().unwrap().to_owned();
    for uses in [false, true] {
        let made = test.desk.make_letter(letter(uses)).await.unwrap();
        let bytes = STANDARD.decode(made.base64.unwrap()).unwrap();
        let pages = read_text(bytes, None, Limits::default()).unwrap();
        let read = format!("{pages:?}");
        assert_eq!(read.contains(&street), uses, "{read}");
    }
}

#[tokio::test]
async fn a_letter_is_kept_on_our_own_case_as_an_accessible_pdf_and_the_index_hears_of_it() {
    let anne = demo_for_anne().await;
    let case = case_of(&anne.desk, |detail| is_own(detail) && is_plain(detail)).await;
    let filled = anne
        .desk
        .preview_template(preview(&case, "indkaldelse", MEETING))
        .await
        .unwrap();
    assert!(filled.may_be_kept);
    let request = make(
        &case,
        &filled.text,
        LetterFormat::Pdf,
        SaveLetterAs::DocumentOfCase,
    );
    let made = anne.desk.make_letter(request).await.unwrap();
    assert_eq!(
        (made.name.as_str(), made.base64),
        ("Indkaldelse til møde.pdf", None)
    );
    let id = made.document_id.unwrap();
    let show = OpenCase::of(&case.row.id);
    let after = anne.desk.show_case(show).await.unwrap();
    let document = after.documents.iter().find(|one| one.id == id).unwrap();
    assert_eq!(document.kind, DocumentKind::Outgoing);
    let read = anne.desk.read_document(&id).await.unwrap();
    let verified = verify(read.bytes.to_vec(), &[], &[], Limits::default()).unwrap();
    assert_eq!(verified.broken_rules, Vec::<String>::new());
    let state = anne.desk.index_health(NOTHING).await.unwrap();
    assert!(state.queue.counts.waiting > 0, "{state:?}");
}

#[tokio::test]
async fn another_systems_case_gets_no_document_of_ours() {
    let anne = demo_for_anne().await;
    let case = case_of(&anne.desk, |detail| !is_own(detail)).await;
    let text = "# Brev\n\nHej.";
    let kept = make(&case, text, LetterFormat::Pdf, SaveLetterAs::DocumentOfCase);
    let refused = anne.desk.make_letter(kept).await.unwrap_err();
    assert_eq!(
        (refused.field.as_deref(), refused.problem.as_deref()),
        (Some("saveAs"), Some("not_own_case"))
    );
    let file = make(&case, text, LetterFormat::Docx, SaveLetterAs::File);
    assert!(anne.desk.make_letter(file).await.unwrap().base64.is_some());
}

#[tokio::test]
async fn a_word_document_has_its_structure_and_opens_in_another_program() {
    let anne = demo_for_anne().await;
    let case = case_of(&anne.desk, is_plain).await;
    let filled = anne
        .desk
        .preview_template(preview(&case, "indkaldelse", MEETING))
        .await
        .unwrap();
    let request = make(&case, &filled.text, LetterFormat::Docx, SaveLetterAs::File);
    let made = anne.desk.make_letter(request).await.unwrap();
    assert_eq!(made.name, "Indkaldelse til møde.docx");
    let bytes = STANDARD.decode(made.base64.unwrap()).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.clone())).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let document = part("word/document.xml");
    for mark in ["Heading1", "Heading2", "<w:tblHeader/>", "<w:numPr>"] {
        assert!(document.contains(mark), "{mark}");
    }
    assert!(part("word/styles.xml").contains("w:val=\"da-DK\""));
    assert!(part("docProps/core.xml").contains("<dc:title>Indkaldelse til møde</dc:title>"));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("brev.docx");
    std::fs::write(&file, bytes).unwrap();
    let profile = folder.path().join("profil");
    let opened = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .unwrap();
    assert!(opened.status.success(), "{opened:?}");
    let pdf = std::fs::read(folder.path().join("brev.pdf")).unwrap();
    let read = format!("{:?}", read_text(pdf, None, Limits::default()).unwrap());
    for said in ["Indkaldelse", "bisidder", "Hvornår", "Rådhuset"] {
        assert!(read.contains(said), "{said} in {read}");
    }
}

#[tokio::test]
async fn a_template_is_the_municipalitys_own_in_versions_and_never_with_faults() {
    let test = demo_for("bo", "kaffe på den grønne bænk").await;
    let bo: &Arc<Desk> = &test.desk;
    let shipped = bo.list_templates(NOTHING).await.unwrap();
    assert!(shipped.may_change && shipped.rows.len() >= 8);
    let save = |id: Option<&str>, version, name: &str, text: &str| SaveTemplate {
        id: id.map(str::to_owned),
        version,
        kind: TemplateKind::Letter,
        name: name.to_owned(),
        text: text.to_owned(),
        accepts_findings: false,
    };
    let check = async |request: SaveTemplate, field: &str, problem: &str| {
        let refused = bo.save_template(request.clone()).await.unwrap_err();
        assert_eq!(
            (refused.field.as_deref(), refused.problem.as_deref()),
            (Some(field), Some(problem)),
            "{request:?}"
        );
    };
    check(save(None, 0, "Ny", "Uden overskrift"), "text", "faults").await;
    check(
        save(None, 0, "Ny", "# Brev\n{{borger.cpr}}"),
        "text",
        "faults",
    )
    .await;
    check(save(None, 0, "kvitteringsbrev", "# Brev"), "name", "taken").await;
    check(
        save(None, 0, "Ny", "# Brev\nRing til 010180-1234."),
        "text",
        "findings",
    )
    .await;
    let own = bo
        .save_template(save(
            Some("kvittering"),
            0,
            "Kvittering",
            "# Tak\n\nKære {{borger.navn}}",
        ))
        .await
        .unwrap();
    let row = own.rows.iter().find(|row| row.id == "kvittering").unwrap();
    assert_eq!((row.name.as_str(), row.version), ("Kvittering", 1));
    assert_eq!(own.rows.len(), shipped.rows.len());
    let stale = bo
        .save_template(save(Some("kvittering"), 0, "Kvittering", "# Tak"))
        .await
        .unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);
    let checked = bo
        .check_template(CheckTemplate {
            text: "Spørg dag: Hvornår?\n# Brev\n{{svar.dag}} {{svar.sted}}".to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(checked.questions.len(), 1);
    assert_eq!(checked.faults.len(), 1);
    assert_eq!(checked.faults[0].line, 3);
    let retired = bo
        .retire_template(RetireTemplate {
            id: "kvittering".to_owned(),
            version: 1,
        })
        .await
        .unwrap();
    assert!(retired.rows.iter().all(|row| row.id != "kvittering"));
}

#[tokio::test]
async fn versions_of_a_template_are_listed_compared_in_words_and_wanted_back() {
    let bo = demo_for("bo", "kaffe på den grønne bænk").await;
    let id = || ShowTemplate {
        id: "kvittering".to_owned(),
    };
    let shipped = bo.desk.show_template(id()).await.unwrap();
    let save = async |version: u32, text: String| {
        let save = SaveTemplate {
            id: Some("kvittering".to_owned()),
            version,
            kind: shipped.row.kind,
            name: shipped.row.name.clone(),
            text,
            accepts_findings: true,
        };
        bo.desk.save_template(save).await.unwrap();
    };
    save(0, format!("{}\nVenlig hilsen fra kommunen\n", shipped.text)).await;
    save(1, format!("{}\nMange hilsner fra kommunen\n", shipped.text)).await;
    let rows = bo.desk.template_versions(id()).await.unwrap().rows;
    let told: Vec<(u32, Option<&str>, bool)> = rows
        .iter()
        .map(|row| (row.number, row.by.as_deref(), row.is_in_force))
        .collect();
    let bo_is = Some("Bo Lindtofte");
    assert_eq!(
        told,
        [(2, bo_is, true), (1, bo_is, false), (0, None, false)]
    );
    let compare = async |before, after| {
        let id = "kvittering".to_owned();
        let compare = CompareTemplates { id, before, after };
        bo.desk.compare_templates(compare).await
    };
    let compared = compare(1, 2).await.unwrap();
    let of = |kind: TextPartKind| -> String {
        let fits = compared.parts.iter().filter(|part| part.kind == kind);
        fits.map(|part| part.text.as_str()).collect()
    };
    assert_eq!(of(TextPartKind::Gone), "Venlig hilsen ");
    assert_eq!(of(TextPartKind::New), "Mange hilsner ");
    assert!(compared.before.ends_with("Venlig hilsen fra kommunen\n"));
    let same = compare(0, 0).await.unwrap();
    assert_eq!(same.before, shipped.text);
    assert!(
        same.parts
            .iter()
            .all(|part| part.kind == TextPartKind::Kept)
    );
    assert_eq!(compare(1, 7).await.unwrap_err().code, ErrorCode::NotFound);
    // The earlier text kept again is a version of its own; nothing that was is lost.
    save(2, compare(0, 2).await.unwrap().before).await;
    let rows = bo.desk.template_versions(id()).await.unwrap().rows;
    assert_eq!(rows.len(), 4);
    let now = bo.desk.show_template(id()).await.unwrap();
    assert_eq!((now.row.version, &now.text), (3, &shipped.text));
    let stranger = ShowTemplate {
        id: "findes ikke".to_owned(),
    };
    let refused = bo.desk.template_versions(stranger).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}
