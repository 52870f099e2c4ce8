//! One folder with a file of every format: the manifest is exactly what was put in, every text is on its page, and every
//! kind of hidden data is found where it was put.

use sagsbord_intake::{HiddenKind, Kind, Limits, Manifest, Outcome, Reading};

use crate::make::everything::{PASSWORD, everything};
use crate::make::scans::letter_error;
use crate::office_pool::pool;
use crate::recognition::has_tesseract;
use crate::taking::{Taking, told};

/// What is hidden in the folder, by kind: the file, and what the finding says. And the next kind, so that the walk
/// below passes them all: a new kind needs a line here before this can be compiled.
fn put_in(kind: HiddenKind) -> (&'static str, &'static str, Option<HiddenKind>) {
    use HiddenKind as Of;
    match kind {
        Of::HiddenSheet => ("regneark.xlsx", "Skjult navn", Some(Of::HiddenRows)),
        Of::HiddenRows => ("regneark.xlsx", "Skjult række", Some(Of::HiddenColumns)),
        Of::HiddenColumns => ("regneark.xlsx", "Skjult kolonne", Some(Of::PivotCache)),
        Of::PivotCache => ("regneark.xlsx", "Navn\nBo", Some(Of::ExternalLink)),
        Of::ExternalLink => (
            "regneark.xlsx",
            "file:///P:/budget.xlsx",
            Some(Of::DeletedText),
        ),
        Of::DeletedText => ("notat.docx", "Vi mener ikke", Some(Of::InsertedText)),
        Of::InsertedText => ("notat.docx", "og nyt", Some(Of::Comment)),
        Of::Comment => ("notat.docx", "Skal det med?", Some(Of::SpeakerNote)),
        Of::SpeakerNote => ("dias.pptx", "En talernote", Some(Of::HiddenSlide)),
        Of::HiddenSlide => ("dias.pptx", "Et skjult dias", Some(Of::OffSlide)),
        Of::OffSlide => ("dias.pptx", "Ved siden af", Some(Of::HiddenText)),
        Of::HiddenText => ("notat.docx", "Skjult tekst", Some(Of::WhiteText)),
        Of::WhiteText => ("skjuler.pdf", "Hvid skrift", Some(Of::TextUnderPicture)),
        Of::TextUnderPicture => ("skjuler.pdf", "Under et billede", Some(Of::TextUnderBox)),
        Of::TextUnderBox => ("skjuler.pdf", "Under en kasse", Some(Of::InvisibleText)),
        Of::InvisibleText => ("skjuler.pdf", "Usynlig skrift", Some(Of::RecognisedText)),
        Of::RecognisedText => ("skannet.pdf", "", Some(Of::OffPage)),
        Of::OffPage => ("skjuler.pdf", "Uden for siden", Some(Of::SwitchedOffLayer)),
        Of::SwitchedOffLayer => ("skjuler.pdf", "Slukket lag", Some(Of::Annotation)),
        Of::Annotation => ("skjuler.pdf", "Ring til hende", Some(Of::FormValue)),
        Of::FormValue => ("skjuler.pdf", "Udfyldt felt", Some(Of::Script)),
        Of::Script => ("skjuler.pdf", "app.alert(1)", Some(Of::Description)),
        Of::Description => ("skjuler.pdf", "Foto af huset", Some(Of::Metadata)),
        Of::Metadata => ("skjuler.pdf", "Bo Krag", Some(Of::EarlierRevision)),
        Of::EarlierRevision => (
            "gemt igen.pdf",
            "Karen Lund har klaget",
            Some(Of::PhotoPlace),
        ),
        Of::PhotoPlace => ("foto.jpg", "55.75", Some(Of::MailHeader)),
        Of::MailHeader => ("mail.eml", "Prøvepost 1", Some(Of::BlindCopy)),
        Of::BlindCopy => ("mail.eml", "skjult@borger.example", Some(Of::QuotedThread)),
        Of::QuotedThread => ("mail.eml", "Hvornår får jeg svar?", Some(Of::OtherBody)),
        Of::OtherBody => ("mail.eml", "Kun i den rene tekst", Some(Of::DataOfChart)),
        Of::DataOfChart => ("regneark.xlsx", "Nord", Some(Of::CroppedPicture)),
        Of::CroppedPicture => ("notat.docx", "højre 30 %", Some(Of::Thumbnail)),
        Of::Thumbnail => ("notat.docx", "", Some(Of::FurtherFrames)),
        Of::FurtherFrames => ("film.gif", "", Some(Of::CustomData)),
        Of::CustomData => ("notat.docx", "26-1234", Some(Of::ChoiceList)),
        Of::ChoiceList => ("regneark.xlsx", "Ja; Nej", Some(Of::DefinedName)),
        Of::DefinedName => ("regneark.xlsx", "Ark1!$A$1:$B$2", Some(Of::MoreThanKept)),
        Of::MoreThanKept => ("mange.html", "", None),
    }
}

/// The same kinds in the formats that say them in their own way.
const ALSO: [(&str, HiddenKind, &str); 19] = [
    ("notat.docx", HiddenKind::WhiteText, "Hvid tekst"),
    ("notat.docx", HiddenKind::TextUnderBox, "Streget over"),
    ("notat.docx", HiddenKind::Description, "Borgerens hus"),
    ("notat.docx", HiddenKind::Metadata, "Anne Juhl"),
    ("gammel.doc", HiddenKind::HiddenText, "skjult i det gamle"),
    ("gammel.doc", HiddenKind::DeletedText, "slettet i det gamle"),
    ("gammel.doc", HiddenKind::Metadata, "Anne Juhl"),
    (
        "gammel.xls",
        HiddenKind::HiddenRows,
        "skjult række i det gamle",
    ),
    (
        "gammel.xls",
        HiddenKind::HiddenSheet,
        "skjult ark i det gamle",
    ),
    (
        "gammel.ppt",
        HiddenKind::HiddenSlide,
        "skjult dias i det gamle",
    ),
    ("gammel.ppt", HiddenKind::SpeakerNote, "note i det gamle"),
    ("åben.odt", HiddenKind::HiddenText, "skjult i det åbne"),
    ("åben.odt", HiddenKind::DeletedText, "slettet i det åbne"),
    (
        "åben.ods",
        HiddenKind::HiddenColumns,
        "skjult kolonne i det åbne",
    ),
    ("åben.odp", HiddenKind::OffSlide, "ude i det åbne"),
    ("rig.rtf", HiddenKind::HiddenText, "skjult i rig tekst"),
    ("telefon.heic", HiddenKind::PhotoPlace, "55.75"),
    ("side.html", HiddenKind::HiddenText, "intern note"),
    ("tekst.md", HiddenKind::HiddenText, "skjult"),
];

/// What is written in each file is written on its pages.
const WRITTEN: [(&str, &str); 37] = [
    ("brev.pdf", "ansøgning om hjælpemidler"),
    ("forkert endelse.jpg", "Et notat med forkert endelse"),
    ("skjuler.pdf", "Synlig linje"),
    ("gemt igen.pdf", "Borgeren har klaget"),
    ("mappe.pdf", "Forside til mappen"),
    ("bilag 1.txt", "Første bilag i mappen"),
    ("bilag 2.txt", "Andet bilag i mappen"),
    ("laast.pdf", "Bag en kode"),
    ("skæv.pdf", "Skæv, men til at læse"),
    ("notat.docx", "Synlig tekst"),
    ("regneark.xlsx", "Beløb"),
    ("dias.pptx", "Dias"),
    ("gammel.doc", "Gammelt brev"),
    ("gammel.xls", "Gammelt ark"),
    ("gammel.ppt", "Gammelt dias"),
    ("åben.odt", "Åben tekst"),
    ("åben.ods", "Åbent ark"),
    ("åben.odp", "Åbent dias"),
    ("rig.rtf", "Rig tekst æøå"),
    ("mail.eml", "Se vedhæftede"),
    ("00001 Indre mail.eml", "Teksten i den indre mail"),
    ("outlook.msg", "Brødtekst fra Outlook"),
    ("winmail.dat", "Brødtekst fra Outlook"),
    ("indhold.eml", "Underskrevet tekst"),
    ("smime.p7s", "Ea Lund"),
    ("tekst.txt", "Almindelig tekst med æøå"),
    ("side.html", "Vi vil mere"),
    ("tabel.csv", "1.200,50"),
    ("møde.ics", "Netværksmøde, uge 45"),
    ("kort.vcf", "Søren Østergård"),
    ("tekst.md", "En linje med fed"),
    ("mange.html", "Mange bemærkninger"),
    ("liste.csv", "Åse"),
    ("notat.txt", "Et notat i en pakke"),
    ("indre.eml", "Teksten i den indre mail"),
    ("vedhæftet.txt", "Vedhæftet tekst"),
    ("dagsorden.txt", "hej"),
];

#[test]
fn a_file_of_every_format_gives_the_expected_manifest_and_all_that_is_hidden_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = pool(Limits::default(), folder.path());
    let Some(everything) = everything(office.as_ref()).filter(|_| has_tesseract()) else {
        return;
    };
    drop(office);
    let mut taking = Taking::of(&everything.files);
    let locked = taking.given.iter().find(|given| given.name == "laast.pdf");
    let locked = locked.and_then(|given| given.content.clone()?.ok());
    let locked = locked.expect("it is in the folder").sha256;
    taking.passwords.insert(locked, PASSWORD.to_owned());
    let manifest = taking.read();
    assert_eq!(told(&manifest), EXPECTED);
    is_of_every_kind(&manifest);
    assert!(!manifest.sums.is_complete(), "some could not be read");

    let mut missing = Vec::new();
    let mut kind = Some(HiddenKind::HiddenSheet);
    while let Some(of) = kind {
        let (file, text, next) = put_in(of);
        missing.extend(lacks(&taking, &manifest, (file, of, text)));
        kind = next;
    }
    for also in ALSO {
        missing.extend(lacks(&taking, &manifest, also));
    }
    for (name, text) in WRITTEN {
        let written = pages_of(&taking, &manifest, name).join("\n");
        if !written.contains(text) {
            missing.push(format!("{name} should say {text:?}: {written}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    let read = pages_of(&taking, &manifest, "skannet.pdf").concat();
    assert!(letter_error(&everything.scanned, &read) < 0.01, "{read}");
}

fn is_of_every_kind(manifest: &Manifest) {
    let found = |kind: Kind| manifest.rows.iter().any(|row| row.kind == Some(kind));
    for kind in [
        Kind::Pdf,
        Kind::Docx,
        Kind::Doc,
        Kind::Odt,
        Kind::Rtf,
        Kind::Xlsx,
        Kind::Xls,
        Kind::Ods,
        Kind::Csv,
        Kind::Pptx,
        Kind::Ppt,
        Kind::Odp,
        Kind::Text,
        Kind::Markdown,
        Kind::Html,
        Kind::Eml,
        Kind::Msg,
        Kind::Mbox,
        Kind::Tnef,
        Kind::SignedMail,
        Kind::Signature,
        Kind::Zip,
        Kind::SevenZ,
        Kind::Jpeg,
        Kind::Png,
        Kind::Tiff,
        Kind::Heic,
        Kind::Webp,
        Kind::Bmp,
        Kind::Gif,
        Kind::Calendar,
        Kind::ContactCard,
        Kind::Program,
        Kind::Empty,
        Kind::Unknown,
    ] {
        assert!(found(kind), "{kind:?} is in the folder");
    }
}

fn reading(taking: &Taking, manifest: &Manifest, name: &str) -> Reading {
    let row = manifest.rows.iter().find(|row| row.name == name);
    let read = row.and_then(|row| taking.reading(name, row.sha256.as_deref()?));
    read.unwrap_or_else(|| unreachable!("{name} was read"))
}

/// What is wrong, where the finding is not there.
fn lacks(
    taking: &Taking,
    manifest: &Manifest,
    (file, kind, text): (&str, HiddenKind, &str),
) -> Option<String> {
    let hidden = reading(taking, manifest, file).hidden;
    let mut found = hidden.iter();
    if found.any(|own| own.kind == kind && own.text.contains(text)) {
        return None;
    }
    let said: Vec<_> = hidden
        .iter()
        .take(20)
        .map(|own| (own.kind, &own.text))
        .collect();
    Some(format!("{file} should hide {kind:?} {text:?}: {said:?}"))
}

fn pages_of(taking: &Taking, manifest: &Manifest, name: &str) -> Vec<String> {
    match reading(taking, manifest, name).outcome {
        Outcome::Pages { pages, .. } => pages.into_iter().map(|page| page.text).collect(),
        other => unreachable!("{name} has pages: {other:?}"),
    }
}

/// Every file, every attachment and every part, in its order.
const EXPECTED: [&str; 63] = [
    "1 brev.pdf: taken 1",
    "2 brev igen.pdf: equal to 1",
    "3 forkert endelse.jpg: taken 1",
    "4 skjuler.pdf: taken 1",
    "5 gemt igen.pdf: taken 1",
    "6 skannet.pdf: taken 1",
    "7 mappe.pdf: taken 1",
    "7.1 bilag 1.txt: taken 1",
    "7.2 bilag 2.txt: taken 1",
    "8 laast.pdf: taken 1",
    "9 uden kode.pdf: unreadable: NeedsPassword",
    "10 skæv.pdf: taken 1",
    "11 afbrudt.pdf: unreadable: Damaged",
    "12 notat.docx: taken 1",
    "12.1 image1.png: taken 1",
    "13 regneark.xlsx: taken 1",
    "14 dias.pptx: taken 1",
    "15 gammel.doc: taken 1",
    "16 gammel.ppt: taken 1",
    "17 gammel.xls: taken 1",
    "18 åben.odt: taken 1",
    "19 åben.ods: taken 1",
    "20 åben.odp: taken 1",
    "21 rig.rtf: taken 1",
    "22 mail.eml: taken 1",
    "22.1 afgørelse.pdf: equal to 1",
    "23 arkiv.mbox: container",
    "23.1 00001 Indre mail.eml: taken 1",
    "23.2 00002 Anden.eml: taken 1",
    "24 outlook.msg: taken 1",
    "24.1 vedhæftet.txt: taken 1",
    "25 winmail.dat: taken 1",
    "25.1 vedhæftet.txt: equal to 24.1",
    "26 smime.p7m: container",
    "26.1 indhold.eml: taken 1",
    "27 smime.p7s: taken 1",
    "28 pakke.zip: container",
    "28.1 notat.txt: taken 1",
    "28.2 indre.eml: taken 1",
    "28.3 tom.bin: unreadable: Empty",
    "28.4 program.exe: unreadable: UnknownKind",
    "29 pakke.7z: container",
    "29.1 liste.csv: taken 1",
    "30 laast.zip: unreadable: NeedsPassword",
    "31 tekst.txt: taken 1",
    "32 tekst.md: taken 1",
    "33 side.html: taken 1",
    "34 mange.html: taken 1",
    "35 tabel.csv: taken 1",
    "36 foto.jpg: taken 1",
    "37 skilt.png: taken 1",
    "38 fax.tif: taken 3",
    "39 telefon.heic: taken 1",
    "40 net.webp: taken 1",
    "41 gammelt.bmp: taken 1",
    "42 film.gif: taken 1",
    "43 møde.ics: taken 1",
    "43.1 dagsorden.txt: taken 1",
    "44 kort.vcf: taken 1",
    "44.1 billede 1.png: equal to 43.1",
    "45 ukendt.bin: unreadable: UnknownKind",
    "46 afbrudt.docx: unreadable: Damaged",
    "47 tom.txt: equal to 28.3",
];
