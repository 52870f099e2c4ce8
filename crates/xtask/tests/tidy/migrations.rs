use crate::{Files, check, tidy, tree};

/// `printf 'x\n' | sha256sum`
const SUM_OF_X: &str = "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac";

#[test]
fn migrations_are_numbered_named_and_remembered() {
    let sums = |names: &[&str]| {
        names
            .iter()
            .map(|name| format!("{SUM_OF_X}  {name}\n"))
            .collect::<String>()
    };
    let one = "0001_create_vault.sql";
    let cases: &[(Files, &[&str], &[&str])] = &[
        (
            &[
                ("migrations/0001_create_vault.sql", "x\n"),
                ("migrations/0002_add_index_2.sql", "x\n"),
            ],
            &[one, "0002_add_index_2.sql"],
            &[],
        ),
        (
            &[("migrations/0002_create_vault.sql", "x\n")],
            &["0002_create_vault.sql"],
            &["migrations/0002_create_vault.sql:1: should be number 0001"],
        ),
        (
            &[
                ("migrations/0001_create_a.sql", "x\n"),
                ("migrations/0001_create_b.sql", "x\n"),
            ],
            &["0001_create_a.sql", "0001_create_b.sql"],
            &["migrations/0001_create_b.sql:1: should be number 0002"],
        ),
        (
            &[("migrations/0001_vault.sql", "x\n")],
            &["0001_vault.sql"],
            &["migrations/0001_vault.sql:1: is not named"],
        ),
        (
            &[("migrations/1_create_vault.sql", "x\n")],
            &["1_create_vault.sql"],
            &["migrations/1_create_vault.sql:1: is not named"],
        ),
        (
            &[("migrations/0001_Create_Vault.sql", "x\n")],
            &["0001_Create_Vault.sql"],
            &["migrations/0001_Create_Vault.sql:1: is not named"],
        ),
        (
            &[("migrations/0001_create_vault.sql", "y\nx\r\n")],
            &[one],
            &[
                "migrations/0001_create_vault.sql:2: a carriage return",
                "migrations/0001_create_vault.sql:1: was changed",
            ],
        ),
        (
            &[("migrations/0001_create_vault.sql", "y\n")],
            &[one],
            &["migrations/0001_create_vault.sql:1: was changed"],
        ),
        (
            &[("migrations/0001_create_vault.sql", "x\n")],
            &[],
            &["migrations/0001_create_vault.sql:1: is not in migrations/CHECKSUMS"],
        ),
        (
            &[("migrations/0001_create_vault.sql", "x\n")],
            &[one, "0002_drop_all.sql"],
            &["migrations/CHECKSUMS:2: `0002_drop_all.sql` is gone"],
        ),
    ];
    for (files, remembered, expected) in cases {
        let sums = sums(remembered);
        let mut files = files.to_vec();
        files.push(("migrations/CHECKSUMS", &sums));
        check("migrations", &files, expected);
    }
}

#[test]
fn blessing_adds_new_migrations_and_never_changes_old_ones() {
    let folder = tree(&[("migrations/0001_create_vault.sql", "x\n")]);
    let sums = folder.path().join("migrations/CHECKSUMS");
    let bless = || tidy(folder.path(), &["--bless", "--rule", "migrations"]).1;

    assert!(bless(), "a new migration is entered");
    let first = std::fs::read_to_string(&sums).unwrap();
    assert_eq!(first, format!("{SUM_OF_X}  0001_create_vault.sql\n"));

    std::fs::write(folder.path().join("migrations/0002_add_name.sql"), "x\n").unwrap();
    assert!(bless(), "a second one is added");
    let second = std::fs::read_to_string(&sums).unwrap();
    assert!(
        second.starts_with(&first) && second.lines().count() == 2,
        "{second}"
    );

    std::fs::write(
        folder.path().join("migrations/0001_create_vault.sql"),
        "y\n",
    )
    .unwrap();
    assert!(!bless(), "a changed one is refused");
    assert_eq!(
        std::fs::read_to_string(&sums).unwrap(),
        second,
        "and nothing is written"
    );
}
