use std::fs;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sagsbord_platform::events::{Content, Event, EventHead, Packing, Taken, Unreadable};
use sagsbord_platform::index::Reference;
use sagsbord_platform::post::{PostOutcome, PostStatus};
use sagsbord_platform::xml::{Malformed, Writer};
use uuid::Uuid;

use crate::contract::{contracts, invalid};
use crate::samples::values;

fn taken(xml: &str) -> Taken {
    Taken::from_bytes(xml.as_bytes().to_vec())
}

fn written(event: &Event, packing: Packing) -> String {
    let mut writer = Writer::new();
    event.write(&mut writer, packing);
    writer.into_text()
}

fn event(xml: &str) -> Event {
    match taken(xml) {
        Taken::Event(event) => *event,
        other => panic!("no event: {other:?}"),
    }
}

#[test]
fn the_published_event_of_a_case_is_read_whole_and_written_as_the_schemas_want() {
    let Some(folder) = contracts() else { return };
    let envelope = folder.join("beskedfordeler/xsd/Beskedkuvert.xsd");
    let body = folder.join("sagdok-6/_validate-all.xsd");
    let text = fs::read_to_string(folder.join("samples/14-haendelsesbesked-sag.xml")).unwrap();
    let read = event(&text);
    let Content::Case(case) = &read.content else {
        panic!("{:?}", read.content);
    };
    assert_eq!(case.id.to_string(), "5e6f0000-0000-4000-8000-000000000001");
    assert_eq!(
        read.head.objects[0].subject,
        Some(Reference::Urn("urn:oio:kle:27.35.04".to_owned()))
    );
    let plain = written(&read, Packing::Plain);
    assert_eq!(invalid(&envelope, &plain), None, "{plain}");
    assert_eq!(values(&plain), values(&text), "nothing of it is lost");
    let from = plain.find("<sag:RegistreringBesked").unwrap();
    let to = plain.find("</k:Beskeddata>").unwrap();
    // Alone it needs what was declared around it.
    let declared = "<sag:RegistreringBesked xmlns:sag=\"urn:oio:sts:sagdok:sag:6\" xmlns:si=\"urn:oio:sts:sagdok:sagindeks:6\" xmlns:gd=\"urn:oio:sts:generelledefinitioner:6\" xmlns:sd=\"urn:oio:sagdok:3.0.0\"";
    let alone = plain[from..to].replacen("<sag:RegistreringBesked", declared, 1);
    assert_eq!(invalid(&body, &alone), None, "{alone}");
    let packed = written(&read, Packing::Base64);
    assert_eq!(invalid(&envelope, &packed), None, "{packed}");
    assert_eq!(event(&packed), read);

    let pushed = fs::read_to_string(folder.join("samples/15-modtagbesked-input.xml")).unwrap();
    assert!(matches!(event(&pushed).content, Content::Case(_)));
}

#[test]
fn the_published_post_statuses_say_what_became_of_the_letter() {
    let Some(folder) = contracts() else { return };
    let envelope = folder.join("beskedfordeler/xsd/Beskedkuvert.xsd");
    for (example, expected) in [
        (
            "25-haendelsesbesked-pko-afleveret.xml",
            PostOutcome::Delivered,
        ),
        ("26-haendelsesbesked-pko-fejlet.xml", PostOutcome::Failed),
    ] {
        let text = fs::read_to_string(folder.join("samples").join(example)).unwrap();
        let read = event(&text);
        assert_eq!(read.head.kind, Reference::Id(PostStatus::KIND));
        assert_eq!(PostOutcome::told_by(&read.head), Some(expected));
        let Content::PostStatus(status) = &read.content else {
            panic!("{:?}", read.content);
        };
        let letter = "8c2ea15d-61fb-4ba9-9366-42f8b194c114";
        assert_eq!(status.message, Uuid::try_parse(letter).ok());
        assert_eq!(status.channel.as_deref(), Some("Digital Post"));
        let again = written(&read, Packing::Base64);
        assert_eq!(invalid(&envelope, &again), None, "{again}");
        assert_eq!(event(&again), read);
    }
}

/// An envelope around whatever is put in it.
fn around(data: &str) -> String {
    format!(
        "<k:Haendelsesbesked xmlns:k=\"urn:oio:besked:kuvert:1.0\" xmlns:sd=\"urn:oio:sagdok:3.0.0\" xmlns:bb=\"urn:besked:kuvert:1.0\" xmlns:n=\"urn:next:year\"><n:Ny><n:a/></n:Ny><k:BeskedId><sd:URNIdentifikator>urn:x:1</sd:URNIdentifikator></k:BeskedId><k:Beskedkuvert><k:Filtreringsdata><k:Beskedtype><sd:UUIDIdentifikator>248ce14c-a863-4fb5-9e6f-7df9ea850809</sd:UUIDIdentifikator></k:Beskedtype></k:Filtreringsdata></k:Beskedkuvert><k:Beskeddata>{data}</k:Beskeddata></k:Haendelsesbesked>"
    )
}

#[test]
fn an_event_of_an_unknown_kind_is_handed_out_as_it_came() {
    let packed = |text: &[u8]| format!("<bb:Base64>{}</bb:Base64>", BASE64_STANDARD.encode(text));
    let check = |data: &str| {
        let xml = around(data);
        let Taken::Unknown(head, kept) = taken(&xml) else {
            panic!("{data}: {:?}", taken(&xml));
        };
        assert_eq!(head.id, Reference::Urn("urn:x:1".to_owned()));
        assert_eq!(kept.bytes, xml.as_bytes());
        assert!(kept.is_whole);
    };
    check("");
    check("<n:Person/>");
    check("ingen elementer");
    check(&packed(b"<Person><Navn/></Person>"));
    check(&packed(b"%PDF-1.7"));
    check(&packed(&[0xff, 0xd8, 0xff]));
    check(&packed(b""));
}

#[test]
fn what_is_no_event_is_handed_out_as_unreadable_with_its_beginning() {
    let check = |bytes: &[u8], expected: Unreadable, is_whole: bool| {
        let Taken::Unreadable(why, kept) = Taken::from_bytes(bytes.to_vec()) else {
            panic!("read: {expected:?}");
        };
        assert_eq!(why, expected);
        assert_eq!(kept.is_whole, is_whole);
        assert_eq!(kept.bytes, bytes[..kept.bytes.len()]);
        assert!(kept.bytes.len() <= 256 << 10);
    };
    let malformed = Unreadable::Malformed;
    check(b"", malformed(Malformed::NotXml), true);
    check(b"hej", malformed(Malformed::NotXml), true);
    check(&[0xff, 0xfe, 0x3c], Unreadable::NotText, true);
    check(b"<a/>", malformed(Malformed::AnotherMessage), true);
    let empty = around("").replace("BeskedId", "Andet");
    check(
        empty.as_bytes(),
        malformed(Malformed::NotA("an event's id")),
        true,
    );
    let cut = &around("")[..200];
    check(cut.as_bytes(), malformed(Malformed::EndsTooEarly), true);
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aa\">]><a>&a;</a>";
    check(bomb.as_bytes(), malformed(Malformed::DeclaresType), true);
    let deep = around(&"<n:a>".repeat(100_000));
    check(deep.as_bytes(), malformed(Malformed::TooDeep), false);
    let not_packed = around("<bb:Base64>###</bb:Base64>");
    check(
        not_packed.as_bytes(),
        malformed(Malformed::NotA("base64")),
        true,
    );
    let half = around(&format!(
        "<bb:Base64>{}</bb:Base64>",
        BASE64_STANDARD.encode("<PKO_PostStatus><a>")
    ));
    check(half.as_bytes(), malformed(Malformed::EndsTooEarly), true);
    let large = vec![b'<'; 50 << 20];
    check(&large, Unreadable::TooLarge, false);
}

#[test]
fn a_head_needs_an_id_and_a_kind_alone() {
    let head = EventHead::new(
        Reference::Id(Uuid::from_u128(1)),
        Reference::Id(PostStatus::KIND),
    );
    let status = PostStatus {
        message: Some(Uuid::from_u128(7)),
        ..PostStatus::default()
    };
    let sent = Event {
        head,
        content: Content::PostStatus(Box::new(status)),
    };
    for packing in [Packing::Plain, Packing::Base64] {
        assert_eq!(event(&written(&sent, packing)), sent);
        assert_eq!(PostOutcome::told_by(&sent.head), None);
    }
}
