use sagsbord_scan::Category;

use crate::support::{found, plain};

#[test]
fn values_of_passwords_and_codes_are_found_and_talk_of_them_is_not() {
    let cases: [(&str, &[&str]); 20] = [
        ("Adgangskode: Sommer2026!", &["Sommer2026!"]),
        ("adgangskoden er Kaffe-99.", &["Kaffe-99"]),
        ("password = hunter2", &["hunter2"]),
        ("Dørkode 4711 til opgangen", &["4711"]),
        ("Koden til nøgleboksen er 1357.", &["1357"]),
        ("Pinkode: 0042", &["0042"]),
        ("kodeordet er \"rødgrød med fløde\"", &["rødgrød"]),
        ("wifi: Gaest2024, nøgle: hemmelig", &["Gaest2024"]),
        ("AKIAIOSFODNN7EXAMPLE", &["AKIAIOSFODNN7EXAMPLE"]),
        (
            "token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-123_x",
            &["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-123_x"],
        ),
        ("Adgangskoden er udløbet.", &[]),
        ("Borgeren har glemt sin adgangskode.", &[]),
        ("Password skal skiftes hver 90. dag", &[]),
        ("Koden til succes er samarbejde.", &[]),
        ("SKS-kode: DF840", &[]),
        ("Han fik ny pinkode i banken.", &[]),
        ("Kode 5 på skemaet", &[]),
        ("Nøgleboksen er sat op.", &[]),
        ("Hun har koden.\n\n1234 borgere", &[]),
        ("Token ring er en netværkstype", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(&plain(), text, Category::Secret), expected, "{text}");
    }
}
