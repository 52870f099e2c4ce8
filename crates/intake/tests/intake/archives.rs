//! Archives that were made to do harm, and archives that are only old.

use sagsbord_intake::{ChildRole, Limits, Step, WhyUnreadable, look};

use crate::make::archives::{seven_zipped, zipped};
use crate::taking::{Taking, told};

#[test]
fn a_part_that_unpacks_to_far_more_than_it_is_is_stopped_and_the_rest_goes_on() {
    let bomb = vec![0; 40 << 20];
    for (name, archive) in [
        (
            "a.zip",
            zipped(&[("bombe.bin", bomb.clone()), ("brev.txt", b"Hej".to_vec())]),
        ),
        (
            "a.7z",
            seven_zipped(&[("bombe.bin", bomb), ("brev.txt", b"Hej".to_vec())]),
        ),
    ] {
        let looked = look(&archive, name, None, Limits::default());
        assert_eq!(looked.step, Ok(Step::Container), "{name}");
        let parts: Vec<_> = looked
            .children
            .iter()
            .map(|(name, role, content)| (name.as_str(), *role, content.clone()))
            .collect();
        assert_eq!(
            parts,
            [
                (
                    "bombe.bin",
                    ChildRole::Part,
                    Err(WhyUnreadable::UnpacksToTooMuch)
                ),
                ("brev.txt", ChildRole::Part, Ok(b"Hej".to_vec())),
            ],
            "{name}"
        );
    }
}

#[test]
fn bounds_are_told_by_their_names() {
    let many: Vec<(String, Vec<u8>)> = (0..60)
        .map(|at| (format!("{at}.txt"), vec![b'a'; 100]))
        .collect();
    let many: Vec<(&str, Vec<u8>)> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let check = |limits: Limits, expected: WhyUnreadable| {
        for archive in [zipped(&many), seven_zipped(&many)] {
            let looked = look(&archive, "a", None, limits);
            assert_eq!(
                looked.step.map_err(|unreadable| unreadable.why),
                Err(expected)
            );
        }
    };
    check(
        Limits {
            container_parts: 50,
            ..Limits::default()
        },
        WhyUnreadable::TooManyParts,
    );
    check(
        Limits {
            container_bytes: 1_000,
            ..Limits::default()
        },
        WhyUnreadable::UnpacksToTooMuch,
    );
}

#[test]
fn names_in_archives_lead_nowhere_and_old_ones_keep_their_letters() {
    let looked = look(
        &zipped(&[
            ("../../hjem/.bashrc", b"a".to_vec()),
            ("/etc/passwd", b"b".to_vec()),
        ]),
        "a.zip",
        None,
        Limits::default(),
    );
    let names: Vec<_> = looked
        .children
        .iter()
        .map(|(name, ..)| name.as_str())
        .collect();
    assert_eq!(names, [".bashrc", "passwd"]);
    let mut old = zipped(&[("s_r.txt", b"a".to_vec())]);
    let places: Vec<usize> = (0..old.len() - 3)
        .filter(|at| &old[*at..at + 3] == b"s_r")
        .collect();
    for at in places {
        // `ø` in code page 850.
        old[at + 1] = 0x9B;
    }
    let looked = look(&old, "a.zip", None, Limits::default());
    assert_eq!(looked.children[0].0, "sør.txt");
}

#[test]
fn broken_archives_are_damaged_and_never_a_panic() {
    for archive in [
        zipped(&[("a.txt", vec![b'a'; 5_000]), ("b.txt", vec![b'b'; 5_000])]),
        seven_zipped(&[("a.txt", vec![b'a'; 5_000]), ("b.txt", vec![b'b'; 5_000])]),
    ] {
        for part in 1..40 {
            let cut = &archive[..archive.len() * part / 40];
            let _ = look(cut, "a", None, Limits::default());
        }
        for at in 0..archive.len() {
            let mut flipped = archive.clone();
            flipped[at] ^= 0xFF;
            let _ = look(&flipped, "a", None, Limits::default());
        }
    }
}

#[test]
fn archives_within_archives_end_at_a_stated_depth() {
    let mut archive = zipped(&[("brev.txt", b"inderst".to_vec())]);
    for depth in 0..20 {
        archive = zipped(&[(&format!("lag{depth}.zip"), archive)]);
    }
    let manifest = Taking::of(&[("løg.zip", archive)]).read();
    let told = told(&manifest);
    assert_eq!(told.len(), Limits::default().depth + 1);
    assert!(
        told[told.len() - 1].ends_with("unreadable: TooDeep"),
        "{told:?}"
    );
    assert!(!manifest.sums.is_complete());
}
