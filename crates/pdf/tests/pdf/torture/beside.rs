//! The word beside the pages: everything a file carries along that no page shows.

use super::{Case, PLACE, by_area, by_both, by_nothing, by_text, form, neighbour};
use crate::made::{Made, deflate, line};

pub(super) fn cases() -> Vec<Case> {
    vec![
        by_nothing("alternate texts of content", |secret| {
            let mut made = Made::new();
            made.page(
                format!(
                    "/Span << /ActualText ({secret}) /Alt ({secret}) /E ({secret}) /Lang ({secret}) >> BDC {} EMC {}",
                    line(72, 700, "kort"),
                    neighbour()
                ),
                "",
                "",
            );
            made.finish()
        }),
        by_area("alternate text of what is covered", PLACE, |secret| {
            let wide: String = secret
                .encode_utf16()
                .map(|unit| format!("{unit:04X}"))
                .collect();
            let mut made = Made::new();
            made.page(
                format!(
                    "/Span << /ActualText <FEFF{wide}> >> BDC {} EMC {}",
                    line(72, 700, "kort"),
                    neighbour()
                ),
                "",
                "",
            );
            made.finish()
        }),
        by_area("properties of content by name", PLACE, |secret| {
            let mut made = Made::new();
            made.page(
                format!("/Span /P BDC {} EMC {}", line(72, 700, "kort"), neighbour()),
                &format!("/Properties << /P << /ActualText ({secret}) /MCID 0 >> >>"),
                "",
            );
            made.finish()
        }),
        by_area("the tree of tags", PLACE, |secret| {
            let mut made = Made::new();
            let figure = made.stream(
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                [90],
            );
            let page = made.page(
                format!(
                    "/Figure << /MCID 0 >> BDC q 80 0 0 20 72 696 cm /I Do Q EMC /P << /MCID 1 >> BDC {} EMC",
                    neighbour()
                ),
                &format!("/XObject << /I {figure} 0 R >>"),
                "/StructParents 0",
            );
            let element = made.object(format!(
                "<< /Type /StructElem /S /Figure /Pg {page} 0 R /K 0 /Alt ({secret}) /T ({secret}) /ActualText ({secret}) /E ({secret}) /ID ({secret}) /A << /O /Table /Summary ({secret}) >> >>"
            ));
            let paragraph = made.object(format!(
                "<< /Type /StructElem /S /{secret} /Pg {page} 0 R /K 1 >>"
            ));
            let root = made.object(format!(
                "<< /Type /StructTreeRoot /K [{element} 0 R {paragraph} 0 R] /RoleMap << /{secret} /P >> /ParentTree << /Nums [0 [{element} 0 R {paragraph} 0 R]] >> /IDTree << /Names [({secret}) {element} 0 R] >> >>"
            ));
            made.catalogue(&format!(
                "/StructTreeRoot {root} 0 R /MarkInfo << /Marked true >>"
            ));
            made.finish()
        }),
        by_text("a field with its value and its look", |secret| {
            let mut made = Made::new();
            let look = form(
                &mut made,
                &format!("BT /F1 12 Tf 2 4 Td ({secret}) Tj ET"),
                "",
            );
            let field = made.object(format!(
                "<< /Type /Annot /Subtype /Widget /FT /Tx /T ({secret}) /TU ({secret}) /TM ({secret}) /V ({secret}) /DV ({secret}) /RV (<body>{secret}</body>) /Rect [72 690 200 712] /F 4 /AP << /N {look} 0 R >> >>"
            ));
            let xfa = made.stream("", format!("<xdp:xdp><v>{secret}</v></xdp:xdp>"));
            made.page(neighbour(), "", &format!("/Annots [{field} 0 R]"));
            made.catalogue(&format!(
                "/AcroForm << /Fields [{field} 0 R] /XFA {xfa} 0 R /DA ({secret}) >>"
            ));
            made.finish()
        }),
        by_nothing("choices that are not chosen", |secret| {
            let mut made = Made::new();
            let on = form(&mut made, "0 0 10 10 re f", "");
            let off = form(&mut made, &line(2, 4, secret), "");
            let field = made.object(format!(
                "<< /Type /Annot /Subtype /Widget /FT /Btn /T (valg) /Opt [({secret})] /AS /On /V /On /MK << /CA ({secret}) /RC ({secret}) >> /Rect [72 690 84 702] /F 4 /AP << /N << /On {on} 0 R /{secret} {off} 0 R >> /D {off} 0 R /R {off} 0 R >> >>"
            ));
            let list = made.object(format!(
                "<< /FT /Ch /T (liste) /Opt [[({secret}) (a)] (b)] /I [1] /V (b) >>"
            ));
            made.page(neighbour(), "", &format!("/Annots [{field} 0 R]"));
            made.catalogue(&format!("/AcroForm << /Fields [{field} 0 R {list} 0 R] >>"));
            made.finish()
        }),
        by_text("a note's look", |secret| {
            let mut made = Made::new();
            let look = form(
                &mut made,
                &format!("BT /F1 12 Tf 2 4 Td ({secret}) Tj ET"),
                "",
            );
            let note = made.object(format!(
                "<< /Type /Annot /Subtype /FreeText /Contents ({secret}) /RC (<p>{secret}</p>) /Rect [72 690 200 712] /F 4 /AP << /N {look} 0 R >> >>"
            ));
            made.page(neighbour(), "", &format!("/Annots [{note} 0 R]"));
            made.finish()
        }),
        by_nothing("notes, replies and what they say of themselves", |secret| {
            let mut made = Made::new();
            let note = made.object(format!(
                "<< /Type /Annot /Subtype /Text /Contents ({secret}) /T ({secret}) /NM ({secret}) /Subj ({secret}) /Rect [10 10 30 30] >>"
            ));
            let reply = made.object(format!(
                "<< /Type /Annot /Subtype /Popup /Parent {note} 0 R /Contents ({secret}) /Rect [10 10 30 30] >>"
            ));
            let mark = made.object(format!(
                "<< /Type /Annot /Subtype /Highlight /QuadPoints [72 662 110 662 72 648 110 648] /Contents ({secret}) /Rect [72 648 110 662] >>"
            ));
            made.page(
                neighbour(),
                "",
                &format!("/Annots [{note} 0 R {reply} 0 R {mark} 0 R]"),
            );
            made.finish()
        }),
        by_nothing("links", |secret| {
            let mut made = Made::new();
            let page = made.page(neighbour(), "", "/Annots [9 0 R 10 0 R 11 0 R]");
            while made.count() < 8 {
                made.object("null");
            }
            made.object(format!("<< /Type /Annot /Subtype /Link /Rect [72 640 200 660] /A << /S /URI /URI (https://eksempel.dk/{secret}) >> >>"));
            made.object(format!("<< /Type /Annot /Subtype /Link /Rect [72 640 200 660] /A << /S /GoToR /F ({secret}.pdf) /D ({secret}) >> >>"));
            made.object(format!("<< /Type /Annot /Subtype /Link /Rect [72 640 200 660] /Dest ({secret}) /PA << /S /URI /URI (mailto:{secret}@eksempel.dk) >> >>"));
            made.catalogue(&format!(
                "/Dests << /{secret} [{page} 0 R /Fit] >> /URI << /Base (https://{secret}.dk) >>"
            ));
            made.finish()
        }),
        by_nothing("scripts", |secret| {
            let mut made = Made::new();
            let script = made.object(format!(
                "<< /S /JavaScript /JS (app.alert\\(\"{secret}\"\\)) >>"
            ));
            let long = made.stream("", format!("var navn = '{secret}';"));
            made.page(neighbour(), "", &format!("/AA << /O {script} 0 R >>"));
            made.catalogue(&format!(
                "/OpenAction << /S /JavaScript /JS {long} 0 R >> /AA << /WC {script} 0 R >> /Names << /JavaScript << /Names [({secret}) {script} 0 R] >> >>"
            ));
            made.finish()
        }),
        by_nothing("bookmarks, page labels and names of places", |secret| {
            let mut made = Made::new();
            let page = made.page(neighbour(), "", "");
            let entry = made.object(format!(
                "<< /Title ({secret}) /Dest [{page} 0 R /Fit] /SE << /Alt ({secret}) >> >>"
            ));
            let outline = made.object(format!(
                "<< /Type /Outlines /First {entry} 0 R /Last {entry} 0 R /Count 1 >>"
            ));
            made.catalogue(&format!(
                "/Outlines {outline} 0 R /PageLabels << /Nums [0 << /P ({secret}) >>] >> /Names << /Dests << /Names [({secret}) [{page} 0 R /Fit]] >> >>"
            ));
            made.finish()
        }),
        by_both("a way through the file that names what is covered", guided),
        by_nothing("a bookmark of text that is not seen", |secret| {
            let mut made = Made::new();
            let unseen = format!("3 Tr {} 0 Tr ", line(72, 700, secret));
            let page = made.page(unseen + &neighbour(), "", "");
            let outline = made.count() + 2;
            let entry = made.object(format!(
                "<< /Title ({secret}) /Parent {outline} 0 R /Dest [{page} 0 R /Fit] >>"
            ));
            made.object(format!("<< /Type /Outlines /First {entry} 0 R >>"));
            made.catalogue(&format!("/Outlines {outline} 0 R"));
            made.finish()
        }),
        by_nothing("attachments", |secret| {
            let mut made = Made::new();
            let file = made.stream(
                "/Type /EmbeddedFile /Subtype /text#2Fplain /Filter /FlateDecode",
                deflate(format!("Navn: {secret}").as_bytes()),
            );
            let specification = made.object(format!(
                "<< /Type /Filespec /F ({secret}.txt) /UF ({secret}.txt) /Desc ({secret}) /EF << /F {file} 0 R >> >>"
            ));
            let note = made.object(format!(
                "<< /Type /Annot /Subtype /FileAttachment /FS {specification} 0 R /Contents ({secret}) /Rect [10 10 30 30] >>"
            ));
            made.page(
                neighbour(),
                "",
                &format!("/Annots [{note} 0 R] /AF [{specification} 0 R]"),
            );
            made.catalogue(&format!(
                "/AF [{specification} 0 R] /Names << /EmbeddedFiles << /Names [({secret}) {specification} 0 R] >> >> /Collection << /D ({secret}) >>"
            ));
            made.finish()
        }),
        by_nothing("what the file says of itself", |secret| {
            let mut made = Made::new();
            let metadata = made.stream(
                "/Type /Metadata /Subtype /XML",
                format!("<x:xmpmeta><dc:title>{secret}</dc:title><dc:creator>{secret}</dc:creator></x:xmpmeta>"),
            );
            let info = made.object(format!(
                "<< /Title ({secret}) /Author ({secret}) /Subject ({secret}) /Keywords ({secret}) /Creator ({secret}) /Producer ({secret}) /{secret} (x) >>"
            ));
            made.page(neighbour(), "", &format!("/Metadata {metadata} 0 R"));
            made.catalogue(&format!("/Metadata {metadata} 0 R /Lang ({secret})"));
            made.trailer(&format!("/Info {info} 0 R /ID [({secret}) ({secret})]"));
            made.finish()
        }),
        by_nothing("thumbnails and programs' private data", |secret| {
            let mut made = Made::new();
            let thumb = made.stream(
                "/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                secret,
            );
            made.page(
                neighbour(),
                "",
                &format!("/Thumb {thumb} 0 R /PieceInfo << /Program << /Private ({secret}) >> >> /Tabs /{secret} /B [<< /T << /I << /Title ({secret}) >> >> >>]"),
            );
            made.catalogue(&format!(
                "/PieceInfo << /P << /Private ({secret}) >> >> /Threads [<< /I << /Title ({secret}) >> >>] /SpiderInfo << /V 1 /C [({secret})] >> /Legal << /Attestation ({secret}) >> /Requirements [({secret})]"
            ));
            made.finish()
        }),
        by_nothing("objects that nothing points to", |secret| {
            let mut made = Made::new();
            made.object(format!("({secret})"));
            made.object(format!("[/{secret} ({secret})]"));
            made.stream("", line(72, 700, secret));
            made.page(neighbour(), "", "");
            made.finish()
        }),
        by_nothing("comments and what lies outside the file", |secret| {
            let mut made = Made::new();
            made.page(neighbour() + &format!("% {secret}\n"), "", "");
            let mut file = made.finish();
            file.extend_from_slice(format!("% {secret}\n{secret}").as_bytes());
            file
        }),
        by_nothing("a signature", |secret| {
            let mut made = Made::new();
            let signature = made.object(format!(
                "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name ({secret}) /Reason ({secret}) /Location ({secret}) /ContactInfo ({secret}) /Contents <{}> /ByteRange [0 1 2 3] >>",
                secret.bytes().map(|byte| format!("{byte:02x}")).collect::<String>()
            ));
            let field = made.object(format!(
                "<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V {signature} 0 R /Rect [0 0 0 0] >>"
            ));
            made.page(neighbour(), "", &format!("/Annots [{field} 0 R]"));
            made.catalogue(&format!(
                "/AcroForm << /Fields [{field} 0 R] /SigFlags 3 >> /Perms << /DocMDP {signature} 0 R >> /DSS << /VRI << /{secret} << >> >> >>"
            ));
            made.finish()
        }),
        by_nothing("sound, film and other media", |secret| {
            let mut made = Made::new();
            let sound = made.stream("/Type /Sound /R 8000", secret);
            let notes: Vec<usize> = [
                format!("<< /Type /Annot /Subtype /Sound /Sound {sound} 0 R /Contents ({secret}) /Rect [10 10 30 30] >>"),
                format!("<< /Type /Annot /Subtype /Movie /Movie << /F ({secret}.avi) >> /Rect [10 10 30 30] >>"),
                format!("<< /Type /Annot /Subtype /Screen /T ({secret}) /A << /S /Launch /F ({secret}.exe) >> /Rect [10 10 30 30] >>"),
                format!("<< /Type /Annot /Subtype /3D /3DD {sound} 0 R /Contents ({secret}) /Rect [10 10 30 30] >>"),
            ]
            .iter()
            .map(|note| made.object(note))
            .collect();
            let listed: String = notes.iter().map(|note| format!("{note} 0 R ")).collect();
            made.page(neighbour(), "", &format!("/Annots [{listed}]"));
            made.finish()
        }),
    ]
}

/// Two pages with all that leads through a file, and the word on the first of them.
pub(crate) fn guided(secret: &str) -> Vec<u8> {
    let mut made = Made::new();
    let link = |rect: &str, place: &str| {
        format!("<< /Type /Annot /Subtype /Link /Rect [{rect}] {place} >>")
    };
    let links = [
        link("70 695 150 715", "/Dest [13 0 R /XYZ 0 700 0]"),
        link(
            "70 645 150 665",
            &format!("/A << /S /GoTo /D ({secret}) >>"),
        ),
        link("70 595 400 615", &format!("/Dest /{secret}")),
    ];
    let content = format!(
        "{}{}{}",
        line(72, 700, secret),
        neighbour(),
        line(72, 600, "Sagen er modtaget i dag og sendt videre til svar.")
    );
    let first = made.page(content, "", &format!("/Annots [{}]", links.concat()));
    let second = made.page(neighbour() + &line(72, 600, "Bilag 2"), "", "");
    while made.count() < 12 {
        made.object("null");
    }
    made.object(format!("[{second} 0 R /Fit]"));
    let initial = secret.chars().last().unwrap_or_default();
    let entries = [
        (
            secret.to_owned(),
            first,
            "/First 20 0 R /Last 20 0 R /Next 15 0 R",
        ),
        (format!("Nabolav {secret}"), first, "/Next 16 0 R"),
        (initial.to_string(), first, "/Next 17 0 R"),
        (secret.to_owned(), second, "/Next 18 0 R"),
        (format!("{initial}abolav"), first, "/Next 19 0 R"),
        ("Bilag 2".to_owned(), second, ""),
        ("nabolav.".to_owned(), first, ""),
    ];
    for (title, page, more) in entries {
        made.object(format!(
            "<< /Title ({title}) /Parent 21 0 R /Dest [{page} 0 R /Fit] {more} >>"
        ));
    }
    let outline = made.object("<< /Type /Outlines /First 14 0 R /Last 19 0 R >>");
    made.catalogue(&format!(
        "/Outlines {outline} 0 R /Dests << /{secret} [{second} 0 R /Fit] >> \
         /Names << /Dests << /Names [({secret}) [{second} 0 R /XYZ 72 600 0]] >> >> \
         /PageLabels << /Nums [0 << /S /D /P ({secret}-) >> 1 << /S /D /P ({initial}) /St 7 >>] >>"
    ));
    made.finish()
}
