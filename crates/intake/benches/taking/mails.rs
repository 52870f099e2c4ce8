//! Mails, and how fast they are looked at without an engine, a process to read them and a keep.

use std::time::Instant;

use image::{ImageFormat, Rgb, RgbImage};
use sagsbord_intake::{Limits, Step, look};

use crate::made_mails::{Mail, attached, eml, html, inline_picture, many, plain, someone};
use crate::{pdfs, pictures};

const PARAGRAPH: &str = "Vi har gennemgået sagen, og vi kan oplyse, at ansøgningen er modtaget. Vi vender tilbage senest fredag med et svar, når økonomiafdelingen har set på bilagene.";

/// The same at the foot of every mail of a house.
fn logo() -> Vec<u8> {
    let drawn = RgbImage::from_fn(160, 50, |x, y| {
        let is_inside = (20..60).contains(&x) && (10..40).contains(&y);
        Rgb(if is_inside { [20, 80, 140] } else { [255; 3] })
    });
    pictures::plain(&drawn, ImageFormat::Png)
}

pub(crate) fn mails() -> Vec<Vec<u8>> {
    let logo = logo();
    (0..400)
        .map(|index| {
            let paragraphs = 2 + index % 7;
            let body = match index % 4 {
                0 => plain(&format!("Kære Mette\n\n{}\n\nVenlig hilsen\nSøren {index}", vec![PARAGRAPH; paragraphs].join("\n\n"))),
                1 => many("alternative", vec![
                    plain(&format!("Kære Mette\n{}", vec![PARAGRAPH; paragraphs].join("\n"))),
                    html(&format!("<html><head><style>p.MsoNormal{{margin:0cm;font-size:11.0pt}}</style></head><body>{}<table><tr><td>Sag</td><td>{index}</td></tr><tr><td>Beløb</td><td>5.000</td></tr></table></body></html>", format!("<p class=MsoNormal><span style='color:black'>{PARAGRAPH}</span></p><p class=MsoNormal>&nbsp;</p>").repeat(paragraphs))),
                ]),
                2 => many("mixed", vec![
                    plain(&format!("Se bilag {index}.\n\nDen 3. nov. 2026 kl. 10.12 skrev Ib Bo <ib@a.example>:\n{}", format!("> {PARAGRAPH}\n>\n").repeat(paragraphs))),
                    attached("application/pdf", "bilag.pdf", &pdfs::pdf(&format!("Bilag {index}"), &[PARAGRAPH; 12])),
                ]),
                _ => many("related", vec![
                    html(&format!("<div>Hej</div><div><br></div>{}<img src=cid:k@1><blockquote>{}</blockquote>", format!("<div>{PARAGRAPH}</div>").repeat(paragraphs), format!("<p>{PARAGRAPH}</p>").repeat(paragraphs))),
                    inline_picture("k@1", "logo.png", &logo),
                ]),
            };
            eml(&Mail {
                id: format!("<{index}@havrelunde.example>"),
                from: someone("Søren Østergård", "soren@havrelunde.example"),
                to: vec![someone("Mette Ærø", "mette@borger.example")],
                subject: format!("Vedr. sag {index}"),
                date: "Tue, 3 Nov 2026 10:12:00 +0100".to_owned(),
                headers: vec!["Received: from a by b; Tue, 3 Nov 2026 10:12:00 +0100".to_owned(); 6],
                body,
                ..Mail::default()
            })
        })
        .collect()
}

pub(crate) fn looked_at_by_one_thread() {
    let mails = mails();
    let begun = Instant::now();
    let (mut pages, mut bytes) = (0, 0);
    let mut made = Vec::new();
    for mail in &mails {
        let looked = look(mail, "fil.eml", None, Limits::default());
        match looked.step {
            Ok(Step::PagesMade(pdf)) => made.push(pdf),
            other => unreachable!("{other:?}"),
        }
    }
    let set = begun.elapsed();
    for pdf in made {
        bytes += pdf.len();
        let read =
            sagsbord_pdf::read_each_page(pdf, None, sagsbord_pdf::Limits::default(), &mut |_| {
                pages += 1;
            });
        assert!(read.is_ok());
    }
    let whole = begun.elapsed();
    let a_second = |time: std::time::Duration| mails.len() as f64 / time.as_secs_f64();
    println!(
        "{} mails, {pages} pages, {} kB a mail: {:.0} a second set, {:.0} a second with their text read",
        mails.len(),
        bytes / mails.len() / 1_000,
        a_second(set),
        a_second(whole),
    );
}
