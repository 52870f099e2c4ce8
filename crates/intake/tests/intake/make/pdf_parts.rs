//! PDFs by their objects, so that each hidden thing in them is one that a test put there.

use md5::{Digest as _, Md5};

const HELVETICA: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// Objects as given, numbered from 1, the first of them the catalogue.
pub(crate) fn of(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(
        format!("trailer\n<< /Root 1 0 R /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    file
}

pub(crate) fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// In the letters of WinAnsi, which for Danish are those of Latin 1.
pub(crate) fn line(x: i32, y: i32, text: &str) -> Vec<u8> {
    let text: Vec<u8> = text.chars().map(|sign| sign as u32 as u8).collect();
    let head = format!("BT /F1 12 Tf {x} {y} Td (");
    [head.as_bytes(), &text, b") Tj ET\n"].concat()
}

/// One page of A4 of this content.
pub(crate) fn one_page(content: &[u8], catalogue: &str, more: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_vec(),
        stream("", content),
        HELVETICA.as_bytes().to_vec(),
    ];
    objects.extend_from_slice(more);
    objects
}

/// A page on which every way of hiding is used once: what is hidden says how.
pub(crate) fn hiding() -> Vec<u8> {
    let content = [
        line(72, 760, "Synlig linje"),
        line(72, 700, "Under en kasse"),
        b"0 g 60 695 200 20 re f\n".to_vec(),
        line(72, 660, "Under et billede"),
        b"q 200 0 0 20 60 655 cm /I Do Q\n".to_vec(),
        b"q 3 Tr\n".to_vec(),
        line(72, 620, "Usynlig skrift"),
        b"Q q 1 g\n".to_vec(),
        line(72, 580, "Hvid skrift"),
        b"Q\n".to_vec(),
        line(72, 900, "Uden for siden"),
        b"/OC /B BDC\n".to_vec(),
        line(72, 540, "Slukket lag"),
        b"EMC\n".to_vec(),
    ]
    .concat();
    let catalogue = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> \
         /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>";
    let mut objects = one_page(
        &content,
        catalogue,
        &[
            b"<< /Type /OCG /Name (Fra) >>".to_vec(),
            stream(
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                &[240],
            ),
            b"<< /Type /Annot /Subtype /Text /T (Bo) /Contents (Ring til hende) /Rect [10 800 30 820] >>".to_vec(),
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (navn) /V (Udfyldt felt) /Rect [10 500 90 520] >>".to_vec(),
            b"<< /Type /StructElem /S /Figure /P 1 0 R /Pg 3 0 R /Alt (Foto af huset) >>".to_vec(),
            b"<< /Author (Bo Krag) >>".to_vec(),
        ],
    );
    objects[2] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [8 0 R 9 0 R] \
        /Resources << /Font << /F1 5 0 R >> /XObject << /I 7 0 R >> /Properties << /B 6 0 R >> >> >>".to_vec();
    of(&objects, "/Info 11 0 R")
}

/// Saved once more with another content for its page: what it said before is still in it.
pub(crate) fn saved_again(before: &str, after: &str) -> Vec<u8> {
    let mut file = of(&one_page(&line(72, 700, before), "", &[]), "");
    let text = String::from_utf8_lossy(&file).into_owned();
    let first = text.rfind("startxref\n").map_or(0, |at| at + 10);
    let first = text[first..].lines().next().unwrap_or_default().to_owned();
    let place = file.len();
    file.extend(b"4 0 obj\n");
    file.extend(stream("", &line(72, 700, after)));
    file.extend(b"\nendobj\n");
    let start = file.len();
    file.extend(
        format!(
            "xref\n4 1\n{place:010} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev {first} >>\nstartxref\n{start}\n%%EOF\n"
        )
        .bytes(),
    );
    file
}

/// A cover, and files that are the matter itself.
pub(crate) fn portfolio(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut names = String::new();
    let mut more = Vec::new();
    for (at, (name, bytes)) in files.iter().enumerate() {
        let own = 6 + at;
        names.push_str(&format!(
            "({at}) << /Type /Filespec /F ({name}) /EF << /F {own} 0 R >> >> "
        ));
        more.push(stream("/Type /EmbeddedFile", bytes));
    }
    let catalogue =
        format!("/Collection << /View /D >> /Names << /EmbeddedFiles << /Names [{names}] >> >>");
    of(
        &one_page(&line(72, 700, "Forside til mappen"), &catalogue, &more),
        "",
    )
}

const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

/// One page, locked by the oldest way that readers still know: forty bits.
pub(crate) fn locked(text: &str, password: &str) -> Vec<u8> {
    let padded: Vec<u8> = password.bytes().chain(PADDING).take(32).collect();
    let short = |bytes: &[&[u8]]| Md5::digest(bytes.concat())[..5].to_vec();
    let owner = rc4(&short(&[&padded]), &padded);
    let (permissions, id) = ((-4_i32).to_le_bytes(), [7_u8; 16]);
    let key = short(&[&padded, &owner, &permissions, &id]);
    let user = rc4(&key, &PADDING);
    let hex = |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02X}")).collect() };
    let of_object = |number: u32| {
        let hashed = Md5::digest([&key[..], &number.to_le_bytes()[..3], &[0, 0]].concat());
        hashed[..10].to_vec()
    };
    let mut objects = one_page(b"", "", &[]);
    objects[3] = stream("", &rc4(&of_object(4), &line(72, 700, text)));
    let (owner, user, id) = (hex(&owner), hex(&user), hex(&id));
    of(
        &objects,
        &format!(
            "/ID [<{id}> <{id}>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{owner}> /U <{user}> >>"
        ),
    )
}

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut other = 0_usize;
    for at in 0..256 {
        other = (other + usize::from(state[at]) + usize::from(key[at % key.len()])) % 256;
        state.swap(at, other);
    }
    let (mut at, mut other) = (0_usize, 0_usize);
    bytes
        .iter()
        .map(|byte| {
            at = (at + 1) % 256;
            other = (other + usize::from(state[at])) % 256;
            state.swap(at, other);
            byte ^ state[(usize::from(state[at]) + usize::from(state[other])) % 256]
        })
        .collect()
}
