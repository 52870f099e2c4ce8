//! What we sign, verified by an implementation that is neither ours nor shares a line with ours.

use std::io::Write;
use std::process::Command;

use sagsbord_platform::IssuerWay;
use sagsbord_platform::index::Search;
use sagsbord_standin::Options;
use uuid::Uuid;

use crate::setting::{CVR, Setting, attempt};

/// xmlsec1 wants to be told where ids may stand.
const IDS: [&str; 12] = [
    "--id-attr:Id",
    "http://www.w3.org/2003/05/soap-envelope:Body",
    "--id-attr:Id",
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd:Timestamp",
    "--id-attr:Id",
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd:BinarySecurityToken",
    "--id-attr:Id",
    "http://www.w3.org/2005/08/addressing:Action",
    "--id-attr:Id",
    "http://www.w3.org/2005/08/addressing:To",
    "--id-attr:Id",
    "http://www.w3.org/2005/08/addressing:MessageID",
];

#[expect(
    clippy::expect_used,
    reason = "a test without its verifier says nothing"
)]
fn verifies(message: &str, certificate: &str, more: &[&str]) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("message.xml");
    let shown = folder.path().join("certificate.pem");
    let write = |path: &std::path::Path, text: &str| {
        let mut file = std::fs::File::create(path).expect("a file");
        file.write_all(text.as_bytes()).expect("written");
    };
    write(&path, message);
    write(&shown, certificate);
    let ran = Command::new("xmlsec1")
        .arg("--verify")
        .args(IDS)
        .args([
            "--id-attr:Id",
            "http://www.w3.org/2005/08/addressing:ReplyTo",
        ])
        .args([
            "--id-attr:ID",
            "urn:oasis:names:tc:SAML:2.0:assertion:Assertion",
        ])
        .args(more)
        .arg("--pubkey-cert-pem")
        .args([&shown, &path])
        .output()
        .expect("xmlsec1, of the package of that name");
    if ran.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[tokio::test]
async fn another_implementation_verifies_the_message_that_asks_for_a_token() {
    let mut options = Options::of(CVR);
    options.keeps_messages = true;
    let Setting { standin, client } = Setting::with(options, IssuerWay::WsTrust).await;
    let search = Search::by_ids(vec![Uuid::from_u128(1)], Vec::new());
    client.search(&search, attempt()).await.unwrap();
    let messages = standin.messages();
    let [asked, searched] = messages.as_slice() else {
        panic!("two messages, not {}", messages.len());
    };
    let certificate = standin.system_certificate(CVR).unwrap().certificate;
    assert_eq!(verifies(asked, &certificate, &[]), Ok(()));
    // A changed sign is noticed by it, so it does look.
    let changed = asked.replace("<auth:Value>11111111", "<auth:Value>11111112");
    assert_ne!(&changed, asked);
    assert!(verifies(&changed, &certificate, &[]).is_err());

    // The token inside the next message still holds: not a byte of it was changed on its way through us.
    let at = |sign: &str| searched.find(sign).unwrap();
    let from = at("<Assertion ");
    let to = at("</Assertion>") + "</Assertion>".len();
    let issuer = {
        let start = at("</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>");
        let rest = &searched[start..];
        let rest = &rest[rest.find("<ds:X509Certificate>").unwrap() + 20..];
        let packed = &rest[..rest.find('<').unwrap()];
        format!("-----BEGIN CERTIFICATE-----\n{packed}\n-----END CERTIFICATE-----\n")
    };
    assert_eq!(verifies(&searched[from..to], &issuer, &[]), Ok(()));
}

/// What the verifier needs, of Debian's packages `libwss4j-java` and what that brings.
const JARS: &str = "/usr/share/java/wss4j.jar:/usr/share/java/xmlsec.jar:/usr/share/java/slf4j-api.jar:/usr/share/java/slf4j-nop.jar:/usr/share/java/commons-logging.jar";

/// By Apache's implementation, which also knows how a message's signature covers the token that it names. Gives what
/// it says of each part.
#[expect(
    clippy::expect_used,
    reason = "a test without its verifier says nothing"
)]
fn verified_part_by_part(message: &str, certificate: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("message.xml");
    let shown = folder.path().join("certificate.pem");
    std::fs::write(&path, message).expect("written");
    std::fs::write(&shown, certificate).expect("written");
    let program = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/standin/VerifySignature.java"
    );
    let ran = Command::new("java")
        .args(["-cp", JARS, program])
        .args([&shown, &path])
        .output()
        .expect("java, of the package default-jdk-headless");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
    (ran.status.success(), said)
}

#[tokio::test]
async fn another_implementation_verifies_the_message_with_the_token_that_it_names() {
    let mut options = Options::of(CVR);
    options.keeps_messages = true;
    let Setting { standin, client } = Setting::with(options, IssuerWay::Rest).await;
    let search = Search::by_ids(vec![Uuid::from_u128(1)], Vec::new());
    client.search(&search, attempt()).await.unwrap();
    let messages = standin.messages();
    let searched = messages.last().unwrap();
    let certificate = standin.system_certificate(CVR).unwrap().certificate;
    let (holds, said) = verified_part_by_part(searched, &certificate);
    assert!(holds, "{said}");
    for part in ["#_body", "#_timestamp", "#_token", "#STR-Transform"] {
        assert!(said.contains(part), "{part} is signed: {said}");
    }
    // A changed sign is noticed, in the body and in the token.
    let id = Uuid::from_u128(1).to_string();
    for (from, to) in [
        (id.as_str(), "00000000-0000-0000-0000-000000000009"),
        (CVR, "11111112"),
    ] {
        let changed = searched.replace(from, to);
        assert_ne!(&changed, searched);
        let (holds, said) = verified_part_by_part(&changed, &certificate);
        assert!(!holds, "{from}: {said}");
    }
}
