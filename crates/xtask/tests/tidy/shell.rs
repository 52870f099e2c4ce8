use crate::check;

#[test]
fn a_command_is_async_and_at_most_five_lines() {
    let cases: &[(&str, &[&str])] = &[
        (
            "#[tauri::command]\npub(crate) async fn a(request: [u8; 2]) -> R {\n    1;\n    2;\n    3;\n    4;\n    5\n}\n",
            &[],
        ),
        (
            "#[tauri::command(rename_all = \"snake_case\")]\nasync fn a() -> R { b().await }\n",
            &[],
        ),
        ("fn plain() {\n 1;\n 2;\n 3;\n 4;\n 5;\n 6;\n}\n", &[]),
        ("// #[tauri::command]\nfn plain() {}\n", &[]),
        (
            "\n#[tauri::command]\nfn a() -> R { b() }\n",
            &["src-tauri/src/lib.rs:2: a command that is not async"],
        ),
        (
            "#[tauri::command]\nasync fn a() -> R {\n    if x {\n        1;\n        2;\n    }\n\n    // \"}\"\n    let s = \"}\";\n    4\n}\n",
            &["src-tauri/src/lib.rs:1: a command with a body of 6 lines"],
        ),
    ];
    for (source, expected) in cases {
        check("shell", &[("src-tauri/src/lib.rs", source)], expected);
    }
}

#[test]
fn the_whole_shell_is_under_1500_lines() {
    let lines = |count: usize| "fn a() {}\n".repeat(count);
    let (half, rest) = (lines(700), lines(799));
    check(
        "shell",
        &[
            ("src-tauri/src/a.rs", &half),
            ("src-tauri/src/b/c.rs", &rest),
        ],
        &[],
    );
    let rest = lines(800);
    check(
        "shell",
        &[
            ("src-tauri/src/a.rs", &half),
            ("src-tauri/src/b/c.rs", &rest),
        ],
        &["src-tauri/src/b/c.rs:800: the shell reaches 1500 lines here"],
    );
}

#[test]
fn a_capability_names_its_windows() {
    let path = "src-tauri/capabilities/main.json";
    let cases: &[(&str, &[&str])] = &[
        ("{ \"windows\": [\"main\"] }", &[]),
        (
            "{\n \"windows\": [\"*\"] }",
            &["src-tauri/capabilities/main.json:2: a permission for any window"],
        ),
        (
            "{ \"windows\": [\"main\", \"case-*\"] }",
            &["src-tauri/capabilities/main.json:1: a permission for any window"],
        ),
        (
            "{ \"windows\": [\"main\"], \"webviews\": [\"*\"] }",
            &["src-tauri/capabilities/main.json:1: a permission for any window"],
        ),
        (
            "{ \"identifier\": \"main\" }",
            &["src-tauri/capabilities/main.json:1: names no window"],
        ),
        (
            "{ \"windows\": [\"main\"],\n \"remote\": { \"urls\": [] } }",
            &["src-tauri/capabilities/main.json:2: a permission for remote pages"],
        ),
        (
            "windows",
            &["src-tauri/capabilities/main.json:1: is not JSON"],
        ),
    ];
    for (text, expected) in cases {
        check("shell", &[(path, text)], expected);
    }
}
