use sagsbord_scan::{CasePeople, Person};

/// People whose names are made of common syllables, so that most words are shared by some, as in a town.
pub(super) fn of(count: usize) -> CasePeople {
    const SYLLABLES: [&str; 16] = [
        "an", "ber", "ka", "lo", "mi", "ne", "ris", "so", "ti", "ul", "va", "jør", "hol", "kjær",
        "dal", "gaard",
    ];
    let word = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(SYLLABLES[number % SYLLABLES.len()]);
            number /= SYLLABLES.len();
        }
        word
    };
    CasePeople {
        people: (0..count)
            .map(|number| Person {
                name: format!(
                    "{} {} {}",
                    word(number * 7 % 5_003),
                    word(number * 31 % 20_011 + 9_000),
                    word(number * 13 + 40_000)
                ),
                address: Some(format!(
                    "{}vej {}, 8600 Silkeborg",
                    word(number),
                    number % 200 + 1
                )),
                ..Person::default()
            })
            .collect(),
        ..CasePeople::default()
    }
}
