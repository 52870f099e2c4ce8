//! The word in files that are put together in unusual ways.

use super::{Case, by_both, by_nothing, by_text, filters, neighbour, word};
use crate::made::{HELVETICA, Made, deflate, one_page};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        by_both("objects packed in streams", |secret| {
            filters::fixture(secret, "packed")
        }),
        by_both("a file that is shown while it is fetched", |secret| {
            filters::fixture(secret, "linear")
        }),
        by_both("locked without a password, the oldest way", |secret| {
            filters::fixture(secret, "rc4")
        }),
        by_both("locked without a password", |secret| {
            filters::fixture(secret, "aes128")
        }),
        Case {
            password: Some("bruger"),
            ..by_both("locked by a password", |secret| {
                filters::fixture(secret, "aes256")
            })
        },
        by_nothing("an earlier revision", |secret| {
            // Object 3 is the page's content; the later revision shows less.
            revised(&one_page(&(word(secret) + &neighbour())), &neighbour())
        }),
        by_both("a later revision", |secret| {
            revised(&one_page(&neighbour()), &(word(secret) + &neighbour()))
        }),
        by_both("a table of places that is wrong", |secret| {
            let file = one_page(&(word(secret) + &neighbour()));
            let text = String::from_utf8_lossy(&file).into_owned();
            let at = text.rfind("startxref").expect("it has a table");
            [
                &file[..file.len() - (text.len() - at)],
                b"startxref\n17\n%%EOF\n",
            ]
            .concat()
        }),
        by_both("no end at all", |secret| {
            let file = one_page(&(word(secret) + &neighbour()));
            let at = file
                .windows(5)
                .rposition(|part| part == b"xref\n")
                .expect("a table");
            file[..at].to_vec()
        }),
        by_both("before the file begins", |secret| {
            [
                b"Sendt fra min telefon\r\n".to_vec(),
                one_page(&(word(secret) + &neighbour())),
            ]
            .concat()
        }),
        by_both("one number for two objects", |secret| {
            let file = one_page(&(word(secret) + &neighbour()));
            let twin = format!("3 0 obj\n({secret})\nendobj\n");
            let at = file
                .windows(7)
                .position(|part| part == b"3 0 obj")
                .expect("content");
            [&file[..at], twin.as_bytes(), &file[at..]].concat()
        }),
        by_nothing(
            "an object that is there twice, and later without the word",
            |secret| {
                let file = one_page(&neighbour());
                let content = word(secret);
                let twin = format!(
                    "3 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
                    content.len()
                );
                // The table points to the one without the word.
                [file, twin.into_bytes()].concat()
            },
        ),
        by_both("lengths by reference", |secret| {
            let mut made = Made::new();
            let content = word(secret) + &neighbour();
            let length = made.object(content.len().to_string());
            let own = made.object(format!(
                "<< /Length {length} 0 R >>\nstream\n{content}\nendstream"
            ));
            let font = made.object(HELVETICA);
            made.bare_page(&format!(
                "/Contents {own} 0 R /Resources << /Font << /F1 {font} 0 R >> >>"
            ));
            made.finish()
        }),
        by_text("one content for two pages", |secret| {
            let mut made = Made::new();
            let own = made.stream("", word(secret) + &neighbour());
            let font = made.object(HELVETICA);
            for turn in [0, 90] {
                made.bare_page(&format!(
                    "/Rotate {turn} /Contents {own} 0 R /Resources << /Font << /F1 {font} 0 R >> >>"
                ));
            }
            made.finish()
        }),
        by_nothing("a page that is in no tree", |secret| {
            let mut made = Made::new();
            let own = made.stream("", word(secret));
            made.object(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {own} 0 R >>"
            ));
            made.page(neighbour(), "", "");
            made.catalogue(&format!(
                "/Names << /Templates << /Names [(t) {own} 0 R] >> >>"
            ));
            made.finish()
        }),
    ];
    for (name, filter, coded) in filters::lossless() {
        cases.push(by_both(&format!("content behind {name}"), move |secret| {
            let content = word(secret) + &neighbour();
            let mut made = Made::new();
            let stream = made.stream(&format!("/Filter {filter}"), coded(content.as_bytes()));
            let font = made.object(HELVETICA);
            made.bare_page(&format!(
                "/Contents {stream} 0 R /Resources << /Font << /F1 {font} 0 R >> >>"
            ));
            made.finish()
        }));
    }
    cases.push(by_both("content behind Flate with a predictor", |secret| {
        let content = word(secret) + &neighbour();
        let rows: Vec<u8> = content
            .as_bytes()
            .chunks(10)
            .flat_map(|row| {
                let mut row = row.to_vec();
                row.resize(10, b' ');
                let mut coded = vec![1, row[0]];
                coded.extend(row.windows(2).map(|pair| pair[1].wrapping_sub(pair[0])));
                coded
            })
            .collect();
        let mut made = Made::new();
        let stream = made.stream(
            "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 10 >>",
            deflate(&rows),
        );
        let font = made.object(HELVETICA);
        made.bare_page(&format!(
            "/Contents {stream} 0 R /Resources << /Font << /F1 {font} 0 R >> >>"
        ));
        made.finish()
    }));
    cases
}

/// The file saved on top of itself, its content (object 3) another.
fn revised(file: &[u8], content: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    let before: usize = text
        .rfind("startxref")
        .and_then(|at| text[at + 9..].split_whitespace().next()?.parse().ok())
        .expect("it has a table");
    let mut revised = file.to_vec();
    let place = revised.len();
    revised.extend_from_slice(
        format!(
            "3 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
            content.len()
        )
        .as_bytes(),
    );
    let start = revised.len();
    revised.extend_from_slice(
        format!("xref\n3 1\n{place:010} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    revised
}
