use sagsbord_scan::Category;

use crate::support::{found, plain};

#[test]
fn number_plates_are_found_and_pairs_that_mean_something_else_only_when_they_are_called_plates() {
    let cases: [(&str, &[&str]); 11] = [
        ("Bilen, AB 12 345, holdt i indkørslen.", &["AB 12 345"]),
        ("reg.nr. DX54321", &["DX54321"]),
        (
            "en grå stationcar med nummerpladen CV 40 917",
            &["CV 40 917"],
        ),
        ("nummerplade: BK 33 201", &["BK 33 201"]),
        ("Beløbet KR 12 345 blev betalt", &[]),
        ("Se CV 12 345 i bilaget", &[]),
        ("BK 12345 i registret", &[]),
        ("EN 12 345-serien", &[]),
        ("ab 12 345", &[]),
        ("kørt væk i kennys bil bx31559", &["bx31559"]),
        ("se bilag bx31559", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&plain(), text, Category::Plate), expected, "{text}");
    }
}
