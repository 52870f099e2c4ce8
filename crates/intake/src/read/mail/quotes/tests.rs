use super::*;

fn told(text: &str) -> Vec<(u32, String, String)> {
    parts(text, 1_000)
        .into_iter()
        .map(|part| (part.depth, part.from, part.text.replace('\n', "/")))
        .collect()
}

#[test]
fn each_mail_in_a_mail_is_told_apart() {
    let check = |text: &str, expected: &[(u32, &str, &str)]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|(depth, from, text)| (*depth, (*from).to_owned(), (*text).to_owned()))
            .collect();
        assert_eq!(told(text), expected, "{text}");
    };
    check("Hej\n\nTak", &[(0, "", "Hej//Tak")]);
    check(
        "Svar\n\nFra: Ib Bo <ib@a.example>\nSendt: 3. november 2026 10:12\nTil: Ea\nEmne: Sag\n\nHej Ea\n",
        &[(0, "", "Svar"), (1, "Ib Bo <ib@a.example>", "Hej Ea")],
    );
    check(
        "C\n________________________________\nFrom: B\nSent: x\n\nb\n\n-----Oprindelig meddelelse-----\nFra: A\nSendt: y\nEmne: z\n\na",
        &[(0, "", "C"), (1, "B", "b"), (2, "A", "a")],
    );
    check(
        "Svar\n\nDen 3. nov. 2026 kl. 10.12 skrev Ib Bo <ib@a.example>:\n\n> Hej\n> Ea\n>> ældre\n",
        &[
            (0, "", "Svar"),
            (1, "Ib Bo <ib@a.example>", "Hej/Ea"),
            (2, "", "ældre"),
        ],
    );
    check(
        "Svar\n\nDen tirs. 3. nov. 2026 kl. 10.12 skrev Ib Bo\n<ib@a.example>:\n> Hej\n",
        &[(0, "", "Svar"), (1, "Ib Bo <ib@a.example>", "Hej")],
    );
    check(
        "Ok\n\nOn Tue, Nov 3, 2026 at 10:12 AM Ib Bo <ib@a.example> wrote:\n> Hej\n",
        &[(0, "", "Ok"), (1, "Ib Bo <ib@a.example>", "Hej")],
    );
    check(
        "Se\n\n---------- Forwarded message ---------\nFra: Ib Bo <ib@a.example>\nDate: tirs. 3. nov. 2026\nSubject: x\nTo: y\n\nHej\n",
        &[(0, "", "Se"), (1, "Ib Bo <ib@a.example>", "Hej")],
    );
    // Text below a quotation is the mail's own.
    check("> Hej\n\nSvar", &[(0, "", "Svar"), (1, "", "Hej")]);
    // A sentence is no head.
    check(
        "Den 3. november skrev jeg til jer:\nDet var det.",
        &[(0, "", "Den 3. november skrev jeg til jer:/Det var det.")],
    );
    check(
        "Fra: mandag til fredag\nher",
        &[(0, "", "Fra: mandag til fredag/her")],
    );
    check("", &[(0, "", "")]);
}

#[test]
fn a_quoted_copy_has_the_fingerprint_of_the_mail() {
    let mail = "Kære Ea\n\nDer er *200 kr.* til – den »lille« sag, jf. https://a.example/x\n\n• punkt et\n• punkt to\n\nVenlig hilsen\nIb";
    let check = |copy: &str| assert_eq!(fingerprint(copy), fingerprint(mail), "{copy}");
    check(mail);
    check(
        "> Kære Ea\n>\n> Der er 200 kr. til - den \"lille\" sag, jf.\n> https://a.example/x\n> \n> * punkt et\n> * punkt to\n> Venlig hilsen\n> Ib\n",
    );
    check(
        "KÆRE EA Der er 200 kr. til – den lille sag, jf. https://a.example/x<https://a.example/x> \n- punkt et\n- punkt to\nVenlig hil\u{AD}sen Ib [cid:image001.png@01]",
    );
    assert_ne!(fingerprint("200 kr."), fingerprint("300 kr."));
    assert_ne!(fingerprint("-200 kr."), fingerprint("200 kr."));
    assert_eq!(fingerprint(" \n> \n"), "");
}
