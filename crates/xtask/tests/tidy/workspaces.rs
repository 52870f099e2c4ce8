use crate::check;

/// A room's manifest; `lines` is what follows its package section, from line 8 on.
fn room(name: &str, lines: &str) -> (String, String) {
    let text = format!(
        "[package]\nname = \"sagsbord-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nlicense = \"EUPL-1.2\"\n[lib]\npath = \"lib.rs\"\n{lines}"
    );
    (format!("crates/{name}/Cargo.toml"), text)
}

/// A workspace of the rooms given, with a root package that knows `root_lines`.
fn workspace(root_lines: &str, rooms: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut files = vec![
        (
            "Cargo.toml".to_owned(),
            format!(
                "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n[package]\nname = \"sagsbord\"\nversion = \"0.1.0\"\nedition = \"2024\"\nlicense = \"EUPL-1.2\"\n[lib]\npath = \"lib.rs\"\n{root_lines}"
            ),
        ),
        ("lib.rs".to_owned(), String::new()),
    ];
    for (name, lines) in rooms {
        files.push(room(name, lines));
        files.push((format!("crates/{name}/lib.rs"), String::new()));
    }
    files
}

#[track_caller]
fn check_workspace(rule: &str, root_lines: &str, rooms: &[(&str, &str)], expected: &[&str]) {
    let files = workspace(root_lines, rooms);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    check(rule, &files, expected);
}

fn on(rooms: &[&str]) -> String {
    rooms
        .iter()
        .fold("[dependencies]\n".to_owned(), |lines, room| {
            lines + &format!("sagsbord-{room} = {{ path = \"../{room}\" }}\n")
        })
}

#[test]
fn the_arrows_of_the_design_pass() {
    let outer = on(&["domain"]);
    let app = on(&[
        "domain", "scan", "pdf", "intake", "store", "platform", "sources", "contract",
    ]) + "[dev-dependencies]\nsagsbord-testkit = { path = \"../testkit\" }\nsagsbord-standin = { path = \"../standin\" }\n";
    check_workspace(
        "arrows",
        "[dependencies]\nsagsbord-app = { path = \"crates/app\" }\nsagsbord-contract = { path = \"crates/contract\" }\n",
        &[
            ("domain", ""),
            ("scan", &outer),
            ("pdf", &outer),
            ("intake", &on(&["domain", "pdf"])),
            ("store", &outer),
            ("platform", &outer),
            ("sources", &outer),
            ("contract", &outer),
            ("app", &app),
            ("standin", &on(&["platform"])),
            ("testkit", &on(&["domain", "store", "contract"])),
            ("cli", &on(&["app", "contract", "testkit"])),
        ],
        &[],
    );
}

#[test]
fn a_wrong_arrow_is_found_where_it_is_written() {
    let cases: &[(&[(&str, String)], &str)] = &[
        (
            &[("domain", on(&["store"])), ("store", String::new())],
            "crates/domain/Cargo.toml:9: `domain` must not know `store`",
        ),
        (
            &[("scan", on(&["pdf"])), ("pdf", String::new())],
            "crates/scan/Cargo.toml:9: `scan` must not know `pdf`",
        ),
        (
            &[("pdf", on(&["intake"])), ("intake", String::new())],
            "crates/pdf/Cargo.toml:9: `pdf` must not know `intake`",
        ),
        (
            &[("store", on(&["contract"])), ("contract", String::new())],
            "crates/store/Cargo.toml:9: `store` must not know `contract`",
        ),
        (
            &[("contract", on(&["app"])), ("app", String::new())],
            "crates/contract/Cargo.toml:9: `contract` must not know `app`",
        ),
        (
            &[("app", on(&["cli"])), ("cli", String::new())],
            "crates/app/Cargo.toml:9: `app` must not know `cli`",
        ),
        (
            &[("app", on(&["testkit"])), ("testkit", String::new())],
            "crates/app/Cargo.toml:9: `app` must not know `testkit`",
        ),
        (
            &[("cli", on(&["store"])), ("store", String::new())],
            "crates/cli/Cargo.toml:9: `cli` must not know `store`",
        ),
        (
            &[("platform", on(&["sources"])), ("sources", String::new())],
            "crates/platform/Cargo.toml:9: `platform` must not know `sources`",
        ),
        (
            &[("standin", on(&["app"])), ("app", String::new())],
            "crates/standin/Cargo.toml:9: `standin` must not know `app`",
        ),
        (
            &[("xtask", on(&["domain"])), ("domain", String::new())],
            "crates/xtask/Cargo.toml:9: `xtask` must not know `domain`",
        ),
        (
            &[("domain", on(&["xtask"])), ("xtask", String::new())],
            "crates/domain/Cargo.toml:9: `domain` must not know `xtask`",
        ),
        (
            &[("utilities", String::new())],
            "crates/utilities/Cargo.toml:1: `utilities` is no room of the design",
        ),
        (
            &[
                ("domain", on(&["store"]).replace("[dep", "[build-dep")),
                ("store", String::new()),
            ],
            "crates/domain/Cargo.toml:9: `domain` must not know `store`",
        ),
        (
            &[
                ("domain", on(&["store"]).replace("[dep", "[dev-dep")),
                ("store", String::new()),
            ],
            "crates/domain/Cargo.toml:9: `domain` must not know `store`",
        ),
    ];
    for (rooms, expected) in cases {
        let rooms: Vec<(&str, &str)> = rooms
            .iter()
            .map(|(name, lines)| (*name, lines.as_str()))
            .collect();
        check_workspace("arrows", "", &rooms, &[expected]);
    }
}

#[test]
fn a_renamed_dependency_is_the_same_arrow() {
    let lines = "[dependencies]\nkept = { package = \"sagsbord-store\", path = \"../store\" }\n";
    check_workspace(
        "arrows",
        "",
        &[("domain", lines), ("store", "")],
        &["crates/domain/Cargo.toml:9: `domain` must not know `store`"],
    );
}

#[test]
fn the_root_package_knows_use_cases_and_contract_only() {
    check_workspace(
        "arrows",
        "[dependencies]\nsagsbord-store = { path = \"crates/store\" }\n",
        &[("store", "")],
        &["Cargo.toml:12: `src-tauri` must not know `store`"],
    );
}

#[test]
fn each_technology_at_home_passes() {
    check_workspace(
        "ownership",
        "[dependencies]\ntauri = \"2\"\ntauri-plugin-notification = \"2\"\n[build-dependencies]\ntauri-build = \"2\"\n",
        &[
            (
                "store",
                "[dependencies]\nsqlx = \"0.9\"\nlibsqlite3-sys = \"0.37\"\n",
            ),
            (
                "pdf",
                "[dependencies]\nhayro = \"1\"\nkrilla = \"1\"\nlopdf = \"1\"\n",
            ),
            (
                "platform",
                "[dependencies]\nreqwest = \"1\"\nquick-xml = \"1\"\nlapin = \"1\"\n",
            ),
            ("sources", "[dependencies]\nreqwest = \"1\"\n"),
            (
                "standin",
                "[dependencies]\naxum = \"1\"\nroxmltree = \"1\"\n",
            ),
            ("app", "[dependencies]\nkeyring = \"4\"\n"),
            ("cli", "[dependencies]\naxum = \"1\"\n"),
        ],
        &[],
    );
}

#[test]
fn a_technology_away_from_home_is_found() {
    let cases = [
        ("app", "tauri", "src-tauri"),
        ("contract", "tauri-specta", "src-tauri"),
        ("app", "sqlx", "store"),
        ("app", "sqlx-core", "store"),
        ("testkit", "rusqlite", "store"),
        ("domain", "libsqlite3-sys", "store and c-library"),
        ("intake", "lopdf", "pdf"),
        ("intake", "hayro-syntax", "pdf"),
        ("app", "krilla", "pdf"),
        ("app", "typst-pdf", "pdf"),
        ("app", "reqwest", "platform and sources"),
        ("sources", "quick-xml", "platform and standin and intake"),
        ("intake", "roxmltree", "platform and standin"),
        ("sources", "lapin", "platform and standin"),
        ("store", "keyring", "app"),
        ("cli", "keyring-core", "app"),
        ("app", "axum", "cli and standin"),
    ];
    for (room, package, home) in cases {
        for table in [
            "dependencies",
            "dev-dependencies",
            "target.'cfg(windows)'.dependencies",
        ] {
            check_workspace(
                "ownership",
                "",
                &[(room, &format!("[{table}]\n{package} = \"1\"\n"))],
                &[&format!(
                    "crates/{room}/Cargo.toml:9: `{package}` belongs to {home} only"
                )],
            );
        }
    }
}

#[test]
fn every_licence_shipped_is_on_the_list() {
    let policy = "[graph]\nallow = [\"WTFPL\"]\n[licenses]\n# allow = [\"GPL-3.0-only\"]\nallow = [\n  \"EUPL-1.2\",\n  \"MIT\", \"Apache-2.0 WITH LLVM-exception\",\n  \"Unicode-3.0\",\n]\n[bans]\n";
    let with_licence = |licence: &str| {
        let mut files = workspace(
            "[dependencies]\nforeign = { path = \"outside/foreign\" }\n",
            &[("domain", "")],
        );
        files[0].1 = files[0]
            .1
            .replace("resolver", "exclude = [\"outside\"]\nresolver");
        files.push(("deny.toml".into(), policy.into()));
        files.push((
            "outside/foreign/Cargo.toml".into(),
            format!("[package]\nname = \"foreign\"\nversion = \"1.0.0\"\nedition = \"2024\"\n{licence}[lib]\npath = \"lib.rs\"\n"),
        ));
        files.push(("outside/foreign/lib.rs".into(), String::new()));
        files
    };
    let cases = [
        ("license = \"MIT\"\n", None),
        ("license = \"MIT OR GPL-3.0-only\"\n", None),
        ("license = \"Apache-2.0/MIT\"\n", None),
        (
            "license = \"(GPL-2.0-only OR MIT) AND Unicode-3.0\"\n",
            None,
        ),
        ("license = \"Apache-2.0 WITH LLVM-exception\"\n", None),
        ("license = \"GPL-3.0-only\"\n", Some("GPL-3.0-only")),
        ("license = \"WTFPL\"\n", Some("WTFPL")),
        ("license = \"Apache-2.0\"\n", Some("Apache-2.0")),
        (
            "license = \"MIT AND GPL-3.0-only\"\n",
            Some("MIT AND GPL-3.0-only"),
        ),
        (
            "license = \"MIT AND (GPL-3.0-only OR WTFPL)\"\n",
            Some("MIT AND (GPL-3.0-only OR WTFPL)"),
        ),
        ("license = \"MIT OR\"\n", Some("MIT OR")),
        ("", Some("none given")),
    ];
    for (licence, wrong) in cases {
        let files = with_licence(licence);
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        // Cargo writes the lock file when it is first asked, after the files were listed.
        let expected = wrong.map(|wrong| format!("Cargo.lock:1: the crate `foreign`: {wrong}"));
        check(
            "licences",
            &files,
            &expected.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }
}

#[test]
fn npm_packages_that_are_shipped_are_on_the_list_too() {
    let workspace = workspace("", &[("domain", "")]);
    let lock = r#"{ "packages": {
  "": { "license": "GPL-3.0-only" },
  "node_modules/fine": { "license": "MIT" },
  "node_modules/tool": { "license": "GPL-3.0-only", "dev": true },
  "node_modules/wrong": {
    "license": "GPL-3.0-only" },
  "node_modules/fine/node_modules/@a/inner": { "license": "WTFPL" }
} }
"#;
    let mut files: Vec<(&str, &str)> = workspace
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    files.push(("deny.toml", "[licenses]\nallow = [\"EUPL-1.2\", \"MIT\"]\n"));
    files.push(("ui/package-lock.json", lock));
    check(
        "licences",
        &files,
        &[
            "ui/package-lock.json:1: the package `@a/inner`: WTFPL",
            "ui/package-lock.json:5: the package `wrong`: GPL-3.0-only",
        ],
    );
}

#[test]
fn a_room_that_forgets_the_lints_is_named_and_only_the_c_library_has_its_own() {
    let held = "[lints]\nworkspace = true\n";
    let expected = [
        "crates/scan/Cargo.toml:1: the workspace's lints are not taken over",
        "crates/store/Cargo.toml:1: the workspace's lints are not taken over",
    ];
    let root = held.to_owned() + "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n";
    check_workspace(
        "lints",
        &root,
        &[
            ("domain", held),
            ("scan", ""),
            ("store", "[lints.rust]\nunsafe_code = \"warn\"\n"),
            ("c-library", ""),
        ],
        &expected,
    );
}
