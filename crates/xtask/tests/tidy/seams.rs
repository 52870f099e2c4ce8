use crate::check;

#[test]
fn only_the_backend_folder_imports_the_shell() {
    let import = "import { invoke } from \"@tauri-apps/api/core\";\n";
    check("ui-seam", &[("ui/src/backend/tauri.ts", import)], &[]);
    check(
        "ui-seam",
        &[("ui/src/rooms/Team.svelte", "<p>tauri-apps</p>\n")],
        &[],
    );
    for path in [
        "ui/src/rooms/Team.svelte",
        "ui/src/backend.ts",
        "ui/tests/browser/a.test.mjs",
    ] {
        check(
            "ui-seam",
            &[(path, &format!("\n{import}"))],
            &[&format!("{path}:2: knows the shell")],
        );
    }
    let later = "const core = await import('@tauri-apps/api/core');\n";
    check(
        "ui-seam",
        &[("ui/src/a.ts", later)],
        &["ui/src/a.ts:1: knows the shell"],
    );
}

#[test]
fn sql_stands_in_the_store_alone() {
    let statement = "fn f() {\n    g(\"SELECT id FROM cases\");\n}\n";
    for path in [
        "crates/store/src/cases.rs",
        "tests/it/cases.rs",
        "crates/app/tests/a.rs",
    ] {
        check("sql-seam", &[(path, statement)], &[]);
    }
    let cases: &[(&str, Option<usize>)] = &[
        (statement, Some(2)),
        (
            "const A: &str = \"\n    INSERT INTO cases VALUES (1)\";\n",
            Some(1),
        ),
        ("const A: &str = r#\"DELETE FROM \"cases\"\"#;\n", Some(1)),
        ("const A: &str = \"UPDATE cases SET title = ?\";\n", Some(1)),
        (
            "const A: char = '\"';\n\nconst B: &str = \"PRAGMA rekey = 1\";\n",
            Some(3),
        ),
        ("fn f() {\n\n    sqlx::query(TEXT);\n}\n", Some(3)),
        ("// \"SELECT id FROM cases\" and sqlx::query\n", None),
        ("/* \"SELECT 1\" /* nested */ \"SELECT 1\" */\n", None),
        (
            "const A: &str = \"SELECT\";\nconst B: &str = \"Update your settings\";\n",
            None,
        ),
        (
            "const A: &str = \"UPDATE the program\";\nfn f<'a>(r: &'a str) {}\n",
            None,
        ),
        ("const A: &str = \"say \\\"SELECT one\\\" \";\n", None),
    ];
    for (source, line) in cases {
        let expected = line.map(|line| format!("crates/app/src/a.rs:{line}: "));
        check(
            "sql-seam",
            &[("crates/app/src/a.rs", source)],
            &expected.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }
}
