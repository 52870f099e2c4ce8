use super::super::lines_of;
use super::*;

fn told(page: &str) -> String {
    let read = read(page, &|id| (id == "b1").then(|| "kort.png".to_owned()));
    lines_of(&read.blocks)
}

#[test]
fn a_page_is_told_as_it_is_seen() {
    let check = |page: &str, expected: &str| assert_eq!(told(page), expected, "{page}");
    check("<p>Hej  Ea</p>\n<p>Tak</p>", "Hej Ea\n\nTak\n\n");
    check(
        "<div>en</div><div>to</div><div><br></div><div>tre</div>",
        "en\nto\n\ntre\n\n",
    );
    check(
        "<p class=MsoNormal>en</p><p class=MsoNormal>to</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>tre</p>",
        "en\nto\n\ntre\n\n",
    );
    check("a<br>b<br><br>c", "a\nb\n\nc\n\n");
    check("<b>fed</b> og <i>skrå</i>", "fed og skrå\n\n");
    check("<h1>Titel</h1>tekst", "Titel\n\ntekst\n\n");
    check(
        "<ul><li>en<li>to<ul><li>dyb</ul></ul>efter",
        "• en\n• to\n• dyb\nefter\n\n",
    );
    check(
        "<ol start=3><li>tre</li><li>fire</li></ol>",
        "3. tre\n4. fire\n",
    );
    check(
        "<blockquote>citat<blockquote>dybt</blockquote></blockquote>svar",
        "> citat\n> \n>> dybt\n>> \nsvar\n\n",
    );
    check(
        "<table><tr><th>Navn</th><th>Beløb</th></tr><tr><td>Ib</td><td>20</td></tr></table>",
        "Navn Beløb\nIb 20\n\n",
    );
    check(
        "<table><tr><td><table><tr><td>a</td></tr></table></td></tr><tr><td>b</td></tr></table>",
        "a\n\nb\n\n",
    );
    check(
        "<a href='https://a.example/x'>her</a>.",
        "her <https://a.example/x>.\n\n",
    );
    check(
        "<a href='https://ond.example/'>https://god.example</a>",
        "https://god.example <https://ond.example/>\n\n",
    );
    check(
        "<a href='mailto:a@b.example'>a@b.example</a>",
        "a@b.example\n\n",
    );
    check(
        "før<img src='cid:b1' alt=x>efter",
        "før [billede: kort.png] efter\n\n",
    );
    check("<pre>a\n  b</pre>", "a\n\u{A0}\u{A0}b\n\n");
    check("<script>x</script><style>y</style>z", "z\n\n");
    check("<td>løs celle</td>", "løs celle\n\n");
    check("<table><tr><td>a</table>b", "a\n\nb\n\n");
    check("</p></table></div>rest", "rest\n\n");
    check("a < b og c > d", "a < b og c > d\n\n");
    check(
        "<input value='svar'><input type=checkbox checked>ja",
        "[felt: svar] [x] ja\n\n",
    );
    check("", "");
}

#[test]
fn what_a_page_hides_is_told_apart() {
    let check = |page: &str, shown: &str, kind: HiddenKind, text: &str| {
        let read = read(page, &|_| None);
        assert_eq!(lines_of(&read.blocks).trim(), shown, "{page}");
        let told: Vec<_> = read
            .hidden
            .iter()
            .map(|(kind, _, text)| (*kind, text.as_str()))
            .collect();
        assert_eq!(told, [(kind, text)], "{page}");
    };
    check(
        "a<span style='display:none'>skjult</span>b",
        "ab",
        HiddenKind::HiddenText,
        "skjult",
    );
    check(
        "<div style='display:none'><p>en</p><p>to</p></div>b",
        "b",
        HiddenKind::HiddenText,
        "en to",
    );
    check(
        "<style>.p{display:none}</style><div class=p>skjult</div>b",
        "b",
        HiddenKind::HiddenText,
        "skjult",
    );
    check(
        "a<font color=white>hvid</font>",
        "a",
        HiddenKind::WhiteText,
        "hvid",
    );
    check("a<!-- note -->b", "ab", HiddenKind::HiddenText, "note");
    check(
        "a<!--[if mso]><p>kun Outlook</p><![endif]-->b",
        "ab",
        HiddenKind::HiddenText,
        "kun Outlook",
    );
    check(
        "a<script>hent()</script>",
        "a",
        HiddenKind::Script,
        "hent()",
    );
    check(
        "a<img src=http://x.example/p.gif width=1 height=1>",
        "a",
        HiddenKind::ExternalLink,
        "http://x.example/p.gif",
    );
    check(
        "a<iframe src=//x.example></iframe>",
        "a [indlejret fra nettet, ikke hentet: //x.example]",
        HiddenKind::ExternalLink,
        "//x.example",
    );
    check(
        "a<input type=hidden value=hemmelig>",
        "a",
        HiddenKind::HiddenText,
        "hemmelig",
    );
}

#[test]
fn pages_made_to_be_hard_end_in_time() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let check = |page: String| {
        let _ = read(&page, &|_| None);
    };
    check(many("<div>", 300_000));
    check(many("<table><tr><td>", 100_000));
    check(many("<b><i><p>", 100_000));
    check(many("<a href=\"", 200_000));
    check(many("<!--", 300_000));
    check(many("<ul><li>", 100_000) + &many("</li>", 100_000));
    check(many("</div>", 300_000));
    check(many("<q", 300_000));
    check(many("&", 1_000_000));
    check(many("<style>a{", 100_000));
    check(many("<style>@media{</style>", 50_000));
    check(many("<script>", 100_000));
    check(many("</script", 200_000));
    check(format!("<p {}>x", many("a=b ", 500_000)));
    check(many("<table><td>a</table>", 50_000));
    check(many("<p style='color:red;", 50_000));
}
