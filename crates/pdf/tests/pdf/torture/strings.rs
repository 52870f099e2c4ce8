//! One word, written into a page's content in every way the format knows.

use super::{Case, NEIGHBOUR, by_both, by_nothing, by_text, neighbour, word};
use crate::made::{HELVETICA, Made, line, one_page};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        by_both("a plain word", |secret| {
            one_page(&(word(secret) + &neighbour()))
        }),
        by_text("beside its neighbour", |secret| {
            one_page(&line(
                72,
                700,
                &format!("{NEIGHBOUR} hos {secret}, {NEIGHBOUR}"),
            ))
        }),
        by_both("split by kerning", |secret| {
            shown(&format!(
                "[({})-30({})40({})({})] TJ",
                &secret[..2],
                &secret[2..5],
                &secret[5..7],
                &secret[7..]
            ))
        }),
        by_both("numbers as gaps", |secret| {
            let letters: String = secret
                .chars()
                .map(|letter| format!("({letter})-1"))
                .collect();
            shown(&format!("[{letters}] TJ"))
        }),
        by_both("a string a letter", |secret| {
            one_page(&(letters(secret).concat() + &neighbour()))
        }),
        by_both("painted backwards", |secret| {
            let backwards: String = letters(secret).into_iter().rev().collect();
            one_page(&(backwards + &neighbour()))
        }),
        by_both("painted every second letter first", |secret| {
            let letters = letters(secret);
            let even: String = letters.iter().step_by(2).map(String::as_str).collect();
            let odd: String = letters
                .iter()
                .skip(1)
                .step_by(2)
                .map(String::as_str)
                .collect();
            one_page(&(odd + &even + &neighbour()))
        }),
        by_text("spaced out", |secret| {
            shown(&format!("9 Tc ({secret}) Tj 0 Tc"))
        }),
        by_text("with spaces between its letters", |secret| {
            let spaced: Vec<String> = secret.chars().map(String::from).collect();
            shown(&format!("4 Tw ({}) Tj 0 Tw", spaced.join(" ")))
        }),
        by_text("over two lines", |secret| {
            one_page(
                &(line(400, 700, &format!("{}-", &secret[..4]))
                    + &line(72, 686, &format!("{} bor her", &secret[4..]))
                    + &neighbour()),
            )
        }),
        by_both("octal", |secret| {
            let octal: String = secret.bytes().map(|byte| format!("\\{byte:03o}")).collect();
            shown(&format!("({octal}) Tj"))
        }),
        by_both("short octal", |secret| {
            let octal: String = secret.bytes().map(|byte| format!("\\{byte:o}")).collect();
            shown(&format!("({octal}) Tj"))
        }),
        by_both("hexadecimal", |secret| {
            let codes: String = secret.bytes().map(|byte| format!("{byte:02X} ")).collect();
            shown(&format!("<{codes}> Tj"))
        }),
        by_both("broken by escaped line ends", |secret| {
            shown(&format!(
                "({}\\\n{}\\\r\n{}) Tj",
                &secret[..3],
                &secret[3..6],
                &secret[6..]
            ))
        }),
        by_both("with needless escapes", |secret| {
            // X, l and o have no escape of their own, so the bar is dropped.
            shown(&format!("(\\{}) Tj", secret))
        }),
        by_both("between comments", |secret| {
            shown(&format!(
                "[({}) % ({secret})\n ({})] % {secret}\n TJ",
                &secret[..5],
                &secret[5..]
            ))
        }),
        by_text("quote operators", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf 14 TL 72 714 Td () Tj ({secret}) ' 1 0 ({secret}) \" ET {}",
                line(72, 600, NEIGHBOUR)
            ))
        }),
        by_text("next lines", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf 72 714 TD 14 TL T* ({}) Tj 0 -14 TD ({secret}) Tj ET {}",
                secret,
                line(72, 600, NEIGHBOUR)
            ))
        }),
        by_both("printed twice to look bold", |secret| {
            one_page(
                &(word(secret)
                    + &format!("BT /F1 12 Tf 72.3 700 Td ({secret}) Tj ET ")
                    + &neighbour()),
            )
        }),
        by_both("white beneath black", |secret| {
            one_page(&format!(
                "1 g {} 0 g {} {}",
                word(secret),
                word(secret),
                neighbour()
            ))
        }),
        by_text("white on white", |secret| {
            one_page(&format!("1 g {} 0 g {}", word(secret), neighbour()))
        }),
        by_text("in letters of a tenth of a point", |secret| {
            one_page(&format!(
                "BT /F1 0.1 Tf 72 700 Td ({secret}) Tj ET {}",
                neighbour()
            ))
        }),
        by_text("in letters as high as the page", |secret| {
            one_page(&format!(
                "BT /F1 90 Tf 20 500 Td ({secret}) Tj ET {}",
                neighbour()
            ))
        }),
        by_text("content that splits the word", |secret| {
            let mut made = Made::new();
            let one = made.stream("", format!("BT /F1 12 Tf 72 700 Td ({}) Tj", &secret[..4]));
            let two = made.stream("", format!("({}) Tj ET {}", &secret[4..], neighbour()));
            let font = made.object(HELVETICA);
            made.bare_page(&format!(
                "/Contents [{one} 0 R {two} 0 R] /Resources << /Font << /F1 {font} 0 R >> >>"
            ));
            made.finish()
        }),
        by_text("two sizes and two fonts", |secret| {
            let mut made = Made::new();
            let one = made.object(HELVETICA);
            let two = made.object(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
            );
            made.page(
                format!(
                    "BT /F1 12 Tf 72 700 Td ({}) Tj /F2 10 Tf ({}) Tj ET {}",
                    &secret[..4],
                    &secret[4..],
                    neighbour()
                ),
                &format!("/Font << /F1 {one} 0 R /F2 {two} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_text("capitals and small letters are one", |secret| {
            one_page(&(word(&secret.to_uppercase()) + &neighbour()))
        }),
        by_text(
            "at the end of one page and the start of the next",
            |secret| {
                let mut made = Made::new();
                made.page(
                    neighbour() + &line(400, 60, &format!("{}-", &secret[..4])),
                    "",
                    "",
                );
                made.page(line(72, 780, &format!("{} bor her", &secret[4..])), "", "");
                made.finish()
            },
        ),
        by_nothing("a string that no operator shows", |secret| {
            one_page(&format!("({secret}) pop BT ET {}", neighbour()))
        }),
    ];
    for mode in 0..=7 {
        cases.push(by_text(&format!("rendering mode {mode}"), move |secret| {
            one_page(&format!(
                "q BT /F1 12 Tf {mode} Tr 72 700 Td ({secret}) Tj ET Q {}",
                neighbour()
            ))
        }));
    }
    cases
}

fn shown(operators: &str) -> Vec<u8> {
    one_page(&format!(
        "BT /F1 12 Tf 72 700 Td {operators} ET {}",
        neighbour()
    ))
}

fn letters(secret: &str) -> Vec<String> {
    secret
        .chars()
        .enumerate()
        .map(|(at, letter)| line(72 + 7 * at as i32, 700, &letter.to_string()))
        .collect()
}
