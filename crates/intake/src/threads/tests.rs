use super::*;

fn mail(id: &str, parents: &[&str], subject: &str, sent: i64) -> MailHead {
    MailHead {
        message_id: Some(id.to_owned()).filter(|id| !id.is_empty()),
        in_reply_to: parents
            .last()
            .map(|id| (*id).to_owned())
            .into_iter()
            .collect(),
        references: parents.iter().map(|id| (*id).to_owned()).collect(),
        subject: subject.to_owned(),
        from: "Ib <ib@a.example>".to_owned(),
        to: vec!["Ea <ea@b.example>".to_owned()],
        cc: Vec::new(),
        sent: Some(sent),
    }
}

fn parts(texts: &[&str]) -> Vec<QuotedPart> {
    texts
        .iter()
        .enumerate()
        .map(|(index, text)| QuotedPart {
            depth: index as u32,
            from: String::new(),
            sent: String::new(),
            subject: String::new(),
            fingerprint: crate::read::quote_fingerprint(text),
            text: (*text).to_owned(),
        })
        .collect()
}

const LONG: &str =
    "En tekst, der er lang nok til at blive kendt igen, hvor den end bliver citeret.";

fn grouped(mails: &[(MailHead, Vec<QuotedPart>)]) -> Vec<Vec<usize>> {
    let all: Vec<_> = mails
        .iter()
        .enumerate()
        .map(|(node, (head, parts))| (node, head, parts.as_slice()))
        .collect();
    threads(&all)
        .into_iter()
        .map(|thread| thread.mails)
        .collect()
}

#[test]
fn mails_that_belong_together_are_put_together() {
    let check = |mails: &[(MailHead, Vec<QuotedPart>)], expected: &[&[usize]]| {
        assert_eq!(grouped(mails), expected, "{mails:?}");
    };
    let none = || parts(&[]);
    // By numbers, in whatever order they come.
    check(
        &[
            (mail("b", &["a"], "Sv: x", 2), none()),
            (mail("a", &[], "x", 1), none()),
            (mail("z", &[], "y", 3), none()),
        ],
        &[&[1, 0], &[2]],
    );
    // What is answered is not here.
    check(
        &[
            (mail("b", &["væk"], "x", 1), none()),
            (mail("c", &["væk"], "y", 2), none()),
        ],
        &[&[0, 1]],
    );
    check(
        &[
            (mail("a", &[], "x", 1), none()),
            (mail("c", &["a", "væk"], "x", 2), none()),
            (mail("d", &["væk"], "x", 3), none()),
        ],
        &[&[0, 1, 2]],
    );
    // In a ring, and of itself.
    check(
        &[
            (mail("a", &["b"], "x", 1), none()),
            (mail("b", &["a"], "x", 2), none()),
            (mail("c", &["c"], "y", 3), none()),
        ],
        &[&[0, 1], &[2]],
    );
    // One number on two mails.
    check(
        &[
            (mail("a", &[], "x", 1), parts(&["en"])),
            (mail("a", &[], "y", 2), parts(&["to"])),
        ],
        &[&[0], &[1]],
    );
    // A mail that claims to answer everything joins the nearest and the first only.
    let mut claims = mail("ond", &["a", "b", "c", "d"], "x", 9);
    claims.in_reply_to = vec!["d".to_owned()];
    check(
        &[
            (mail("a", &[], "1", 1), none()),
            (mail("b", &[], "2", 2), none()),
            (mail("c", &[], "3", 3), none()),
            (mail("d", &[], "4", 4), none()),
            (claims, none()),
        ],
        &[&[0], &[1], &[2], &[3, 4]],
    );
    // By the text it quotes.
    check(
        &[
            (mail("", &[], "x", 1), parts(&[LONG])),
            (mail("", &[], "noget andet", 2), parts(&["svar", LONG])),
            (mail("", &[], "tredje", 3), parts(&["svar"])),
        ],
        &[&[0, 1], &[2]],
    );
    // A receipt that everybody gets joins nobody.
    check(
        &[
            (mail("1", &[], "Din sag 1", 1), parts(&[LONG])),
            (mail("2", &[], "Din sag 2", 2), parts(&[LONG])),
            (
                mail("3", &[], "Sv: Din sag 2", 3),
                parts(&["Hvornår?", LONG]),
            ),
        ],
        &[&[0], &[1, 2]],
    );
    // By the subject, only for an answer that says nothing else.
    check(
        &[
            (mail("", &[], "Ansøgning om støtte", 1), none()),
            (mail("", &[], "SV: ansøgning  om støtte", 2), none()),
            (mail("", &[], "Ansøgning om støtte", 3), none()),
            (
                mail("", &[], "SV: Ansøgning om støtte", 90 * 24 * 3_600),
                none(),
            ),
        ],
        &[&[0, 1], &[2], &[3]],
    );
    let mut stranger = mail("", &[], "SV: Ansøgning om støtte", 2);
    stranger.from = "Uffe <uffe@c.example>".to_owned();
    check(
        &[
            (mail("", &[], "Ansøgning om støtte", 1), none()),
            (stranger, none()),
        ],
        &[&[0], &[1]],
    );
    check(&[], &[]);
}

#[test]
fn copies_of_one_text_are_all_told() {
    let mails = [
        (mail("a", &[], "x", 1), parts(&[LONG])),
        (mail("b", &["a"], "Sv: x", 2), parts(&["Tak", LONG])),
        (
            mail("c", &["a", "b"], "Sv: x", 3),
            parts(&["Selv tak", "Tak", LONG]),
        ),
        (mail("d", &["a", "b"], "Sv: x", 4), parts(&["Selv tak"])),
    ];
    let all: Vec<_> = mails
        .iter()
        .enumerate()
        .map(|(node, (head, parts))| (node, head, parts.as_slice()))
        .collect();
    let threads = threads(&all);
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0].subject, "x");
    let mut places: Vec<_> = threads[0]
        .copies
        .iter()
        .map(|own| own.places.clone())
        .collect();
    places.sort();
    // Two who say "Selv tak" each have said it themselves.
    assert_eq!(places, [vec![(0, 0), (1, 1), (2, 2)], vec![(1, 0), (2, 1)]]);
}

#[test]
fn numbers_made_to_be_slow_are_joined_in_time() {
    let many: Vec<(MailHead, Vec<QuotedPart>)> = (0..20_000)
        .map(|index: usize| {
            let all: Vec<String> = (0..20)
                .map(|at| format!("{}", (index * 7 + at) % 20_000))
                .collect();
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            (mail(&index.to_string(), &all, "Re: x", 1), parts(&["Tak"]))
        })
        .collect();
    assert_eq!(grouped(&many).iter().map(Vec::len).sum::<usize>(), 20_000);
    let same: Vec<_> = (0..20_000)
        .map(|index| (mail("a", &["a"], "Re: x", index), parts(&[LONG, LONG])))
        .collect();
    assert_eq!(grouped(&same).iter().map(Vec::len).sum::<usize>(), 20_000);
    let silent: Vec<_> = (0..20_000)
        .map(|index| (mail("", &[], "Re: x", index), parts(&[])))
        .collect();
    assert_eq!(grouped(&silent).len(), 1);
}
