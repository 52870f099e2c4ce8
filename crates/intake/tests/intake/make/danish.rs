//! Danish letters of a municipality about nobody: the same seed gives the same text.

/// Numbers that look like chance and come the same each time.
#[derive(Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// From 0 to 1.
    pub(crate) fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// About 0, with a spread of 1.
    pub(crate) fn spread(&mut self) -> f32 {
        let sum: f32 = (0..6).map(|_| self.share()).sum();
        (sum - 3.0) * std::f32::consts::SQRT_2
    }

    pub(crate) fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }
}

const FIRST: [&str; 24] = [
    "Åse",
    "Øjvind",
    "Søren",
    "Kåre",
    "Bjørn",
    "Mæhtab",
    "Grethe",
    "Ærenfred",
    "Jørgen",
    "Ingeborg",
    "Frederik",
    "Yasmin",
    "Poul",
    "Wivi",
    "Zenia",
    "Håkon",
    "Kirsten",
    "Oluf",
    "Aylin",
    "Andrzej",
    "Birthe",
    "Asbjørn",
    "Mette",
    "René",
];
const LAST: [&str; 20] = [
    "Bæk",
    "Nørgård",
    "Østergaard",
    "Rasmussen",
    "Kjær",
    "Thygesen",
    "Ågård",
    "Dueholm",
    "Fuglsang",
    "Præstegaard",
    "Søndergaard",
    "Wøldike",
    "Quist",
    "Æbelø",
    "Jespersen",
    "Holmgård",
    "Vinther",
    "Skovgaard-Lund",
    "Brøndum",
    "Yding",
];
const STREETS: [&str; 14] = [
    "Kærvænget",
    "Åboulevarden",
    "Nørregade",
    "Æblehaven",
    "Sønder Allé",
    "Østre Ringvej",
    "Bøgeskovvej",
    "Gl. Landevej",
    "Mølleåvej",
    "Sct. Jørgens Gade",
    "Fjordstræde",
    "Høje Gladsaxe",
    "Vråvej",
    "H.C. Ørsteds Vej",
];
const TOWNS: [&str; 12] = [
    "8000 Aarhus C",
    "6200 Aabenraa",
    "5700 Svendborg",
    "9900 Frederikshavn",
    "4180 Sorø",
    "3460 Birkerød",
    "6950 Ringkøbing",
    "2650 Hvidovre",
    "5970 Ærøskøbing",
    "7700 Thisted",
    "4220 Korsør",
    "8370 Hadsten",
];

pub(crate) fn name(chance: &mut Chance) -> String {
    format!("{} {}", chance.one(&FIRST), chance.one(&LAST))
}

/// Of nobody: no month has a day that is 60 too late.
pub(crate) fn cpr(chance: &mut Chance) -> String {
    let (day, month) = (61 + chance.below(28), 1 + chance.below(12));
    let (year, last) = (chance.below(100), chance.below(10_000));
    format!("{day:02}{month:02}{year:02}-{last:04}")
}

pub(crate) fn address(chance: &mut Chance) -> String {
    let (street, number) = (chance.one(&STREETS), 1 + chance.below(180));
    let floor = chance.one(&["", ", 1. tv.", ", st. th.", "B", ", 3. mf."]);
    format!("{street} {number}{floor}, {}", chance.one(&TOWNS))
}

pub(crate) fn day(chance: &mut Chance) -> String {
    const MONTHS: [&str; 6] = ["januar", "marts", "maj", "juli", "oktober", "december"];
    let (day, year) = (1 + chance.below(28), 2019 + chance.below(8));
    format!("{day}. {} {year}", chance.one(&MONTHS))
}

pub(crate) fn amount(chance: &mut Chance) -> String {
    let (thousands, rest) = (1 + chance.below(98), chance.below(1000));
    format!("{thousands}.{rest:03},{:02} kr.", chance.below(100))
}

/// One sentence as a caseworker writes it.
pub(crate) fn sentence(chance: &mut Chance) -> String {
    let (who, other) = (name(chance), name(chance));
    match chance.below(14) {
        0 => format!(
            "{who}, cpr-nr. {}, bor på {}.",
            cpr(chance),
            address(chance)
        ),
        1 => format!(
            "Vi har den {} modtaget din ansøgning om økonomisk støtte.",
            day(chance)
        ),
        2 => format!(
            "Beløbet på {} bliver sat ind på din NemKonto.",
            amount(chance)
        ),
        3 => format!("{who} oplyser, at {other} ikke længere bor på adressen."),
        4 => "Afgørelsen er truffet efter § 41, stk. 2, i lov om social service.".to_owned(),
        5 => {
            "Børnene går i børnehave, og den ældste begynder i skole efter sommerferien.".to_owned()
        }
        6 => format!(
            "Mødet blev holdt på rådhuset den {} kl. {}.{:02}.",
            day(chance),
            8 + chance.below(8),
            chance.below(6) * 10
        ),
        7 => "Du kan klage over afgørelsen inden 4 uger fra den dag, du har fået den.".to_owned(),
        8 => format!("Sagsbehandler {who} har talt med egen læge om særlige hensyn."),
        9 => format!(
            "Sagsnummer {}-{:06} bedes altid oplyst ved henvendelse.",
            2019 + chance.below(8),
            chance.below(999_999)
        ),
        10 => format!(
            "Telefon {:02} {:02} {:02} {:02}, e-mail: borger@eksempel.dk",
            20 + chance.below(70),
            chance.below(100),
            chance.below(100),
            chance.below(100)
        ),
        11 => "Kommunen lægger vægt på, at behovet ikke kan dækkes på anden måde.".to_owned(),
        12 => format!(
            "Husstandens samlede udgifter udgør {} om måneden.",
            amount(chance)
        ),
        _ => format!("Vi spurgte også {other}, som er værge for {who}, om samværet."),
    }
}
