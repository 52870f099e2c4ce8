use crate::{Files, check};

#[test]
fn texts_are_clean() {
    let long = "a\n".repeat(801);
    let just = "a\n".repeat(800);
    let put_off = concat!("// TO", "DO: later\n");
    let cases: &[(&str, &str, Option<&str>)] = &[
        ("a.rs", "fn a() {}\n", None),
        ("a.rs", "fn a() {} \n", Some("1: a space at the end")),
        ("a.md", "text\nmore  \n", Some("2: a space at the end")),
        ("a.rs", "fn a() {\n\tb()\n}\n", Some("2: indented by a tab")),
        ("a.ts", "\ta();\n", None),
        ("a.css", "a {}\nb {}\r\n", Some("2: a carriage return")),
        ("a.rs", "fn a() {}", Some("1: no line end at the end")),
        ("a/mod.rs", "fn a() {}\n", Some("1: a file named mod.rs")),
        ("a.ts", put_off, Some("1: a mark of work put off")),
        ("a.ts", "const TODOS = 1; // XXXL\n", None),
        ("a.rs", &just, None),
        ("a.rs", &long, Some("801: 801 lines (at most 800)")),
        ("ui/src/messages/da.json", &long, None),
        ("ui/package-lock.json", &long, None),
        ("ui/src/backend/contract.ts", &long, None),
        ("tests/fixtures/a.txt", "bad \r\n", None),
        ("a.png", "\r\n \n", None),
    ];
    for (path, text, expected) in cases {
        let expected = expected.map(|expected| format!("{path}:{expected}"));
        check(
            "text",
            &[(path, text)],
            &expected.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }
}

#[test]
fn messages_exist_in_both_languages() {
    let (da, en) = ("ui/src/messages/da.json", "ui/src/messages/en.json");
    let both = "{\n  \"a\": \"A\",\n  \"b\": \"B\"\n}\n";
    let cases: &[(Files, &[&str])] = &[
        (&[(da, both), (en, both)], &[]),
        (
            &[
                ("crates/contract/messages/errors.da.json", both),
                ("crates/contract/messages/errors.en.json", both),
            ],
            &[],
        ),
        (&[("ui/package.json", "{}\n")], &[]),
        (
            &[(da, both), (en, "{\n  \"b\": \"B\"\n}\n")],
            &["ui/src/messages/da.json:2: `a` is missing in ui/src/messages/en.json"],
        ),
        (
            &[(da, "{\n  \"b\": \"B\"\n}\n"), (en, both)],
            &["ui/src/messages/en.json:2: `a` is missing in ui/src/messages/da.json"],
        ),
        (
            &[(da, both), (en, "{\n  \"a\": \" \",\n  \"b\": \"B\"\n}\n")],
            &["ui/src/messages/en.json:2: `a` has no text"],
        ),
        (
            &[
                (da, both),
                (
                    en,
                    "{\n  \"a\": \"A\",\n  \"b\": \"B\",\n  \"a\": \"A\"\n}\n",
                ),
            ],
            &["ui/src/messages/en.json:4: `a` stands here a second time"],
        ),
        (
            &[(da, both)],
            &["ui/src/messages/da.json:1: has no English file"],
        ),
        (
            &[(en, both)],
            &["ui/src/messages/en.json:1: has no Danish file"],
        ),
        (
            &[
                ("crates/contract/messages/errors.da.json", both),
                (
                    "crates/contract/messages/errors.en.json",
                    "{\n  \"b\": \"B\"\n}\n",
                ),
            ],
            &["crates/contract/messages/errors.da.json:2: `a` is missing"],
        ),
    ];
    for (files, expected) in cases {
        check("messages", files, expected);
    }
}

#[test]
fn decisions_are_numbered_without_gaps() {
    let cases: &[(Files, &[&str])] = &[
        (
            &[
                ("docs/decisions/001-a.md", "# A\n"),
                ("docs/decisions/002-b.md", "# B\n"),
            ],
            &[],
        ),
        (
            &[
                ("docs/decisions/001-a.md", "# A\n"),
                ("docs/decisions/003-b.md", "# B\n"),
            ],
            &["docs/decisions/003-b.md:1: should be named 002-"],
        ),
        (
            &[
                ("docs/decisions/001-a.md", "# A\n"),
                ("docs/decisions/001-b.md", "# B\n"),
            ],
            &["docs/decisions/001-b.md:1: should be named 002-"],
        ),
        (
            &[("docs/decisions/001-a.md", "A\n")],
            &["docs/decisions/001-a.md:1: does not begin with its title"],
        ),
    ];
    for (files, expected) in cases {
        check("decisions", files, expected);
    }
}

#[test]
fn links_lead_somewhere_and_first_pages_are_short() {
    let with = |path: &'static str, text: &'static str| {
        let mut files = vec![
            ("README.md", "# A\n"),
            ("ARCHITECTURE.md", "# B\n"),
            ("docs/a.md", "# C\n"),
        ];
        files.retain(|(known, _)| *known != path);
        files.push((path, text));
        files
    };
    let lines = |count: usize| -> &'static str { Box::leak("a\n".repeat(count).into_boxed_str()) };
    let cases = [
        (
            "README.md",
            "[a](docs/a.md) [b](docs/) [c](#c) [d](https://x.dk/y) [e](docs/a.md#f)\n",
            None,
        ),
        (
            "docs/b.md",
            "[a](../README.md) ![p](a.md \"title\")\n",
            None,
        ),
        (
            "docs/b.md",
            "```\n[a](gone.md)\n```\nand `[a](gone.md)`\n",
            None,
        ),
        (
            "README.md",
            "\n[a](docs/gone.md)\n",
            Some("README.md:2: the link to `docs/gone.md` leads nowhere"),
        ),
        (
            "docs/b.md",
            "[a](docs/a.md)\n",
            Some("docs/b.md:1: the link to `docs/a.md` leads nowhere"),
        ),
        (
            "docs/b.md",
            "[a](../../outside.md)\n",
            Some("docs/b.md:1: the link to `../../outside.md` leads nowhere"),
        ),
        ("README.md", lines(149), None),
        (
            "README.md",
            lines(150),
            Some("README.md:150: 150 lines (at most 149)"),
        ),
        (
            "ARCHITECTURE.md",
            lines(251),
            Some("ARCHITECTURE.md:251: 251 lines (at most 250)"),
        ),
    ];
    for (path, text, expected) in cases {
        check(
            "documents",
            &with(path, text),
            &expected.into_iter().collect::<Vec<_>>(),
        );
    }
    check(
        "documents",
        &[("ARCHITECTURE.md", "# B\n")],
        &["README.md:1: is missing"],
    );
}

#[test]
fn the_npm_lock_is_of_this_package_json_and_every_version_is_pinned() {
    let manifest = "{ \"devDependencies\": {\n  \"vite\": \"8.3.8\" } }\n";
    let lock = |version: &str| {
        format!(r#"{{ "packages": {{ "": {{ "devDependencies": {{ "vite": "{version}" }} }} }} }}"#)
    };
    let (same, other, loose) = (lock("8.3.8"), lock("8.3.7"), lock("^8.3.8"));
    let loose_manifest = manifest.replace("8.3.8", "^8.3.8");
    let differs = "ui/package.json:2: `vite` stands differently in ui/package-lock.json";
    let cases: &[(Files, &[&str])] = &[
        (
            &[
                ("ui/package.json", manifest),
                ("ui/package-lock.json", &same),
            ],
            &[],
        ),
        (
            &[
                ("ui/package.json", manifest),
                ("ui/package-lock.json", &other),
            ],
            &[differs],
        ),
        (&[("ui/package.json", manifest)], &[differs]),
        (
            &[
                ("ui/package.json", &loose_manifest),
                ("ui/package-lock.json", &loose),
            ],
            &["ui/package.json:2: `vite` is not pinned to one version"],
        ),
    ];
    for (files, expected) in cases {
        check("npm-lock", files, expected);
    }
}
