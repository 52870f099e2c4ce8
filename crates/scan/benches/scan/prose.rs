//! Municipal prose without end: sentences of casework with names, dates and numbers now and then, and words
//! out of the whole dictionary between.

const SENTENCES: [&str; 24] = [
    "Borgeren oplyser, at {w} er aftalt med afdelingen, og at sagen behandles i den kommende uge.",
    "Kommunen har modtaget en ansøgning om støtte til {w} og {w}.",
    "Der er indhentet oplysninger fra skolen, som beskriver en god udvikling i klassen.",
    "{n} deltog i mødet og fortalte, at {w} fungerer bedre end før.",
    "Afgørelsen er truffet efter lovens regler om hjælp i særlige tilfælde, og begrundelsen følger nedenfor.",
    "Rådgiveren vurderer, at der fortsat er behov for {w} to gange om ugen.",
    "Klagen skal være modtaget inden fire uger fra den dag, du har fået brevet.",
    "Det aftales, at næste møde holdes den {d}. marts klokken ti i mødelokalet på første sal.",
    "Boligen på {n}s {w} er besigtiget, og der er ikke fundet fejl ved {w}.",
    "Hjemmeplejen kommer hver morgen og hjælper med {w}, medicin og morgenmad.",
    "Familien ønsker, at kontakten sker skriftligt, og at {w} ikke nævnes over for børnene.",
    "Udgiften til {w} udgør {d}.450 kroner og betales af forvaltningen efter regning.",
    "Sagsbehandleren har gennemgået materialet og finder ikke anledning til at ændre vurderingen.",
    "{n} er født i 19{d} og bor sammen med sin ægtefælle i et rækkehus.",
    "Ved samtalen blev der talt om fremtiden, om {w}, {w} og om mulighederne for uddannelse.",
    "Forvaltningen bemærker, at oplysningen stammer fra et notat, som er udarbejdet af en tidligere medarbejder.",
    "Telefonisk henvendelse fra {n}, som kan træffes på 20 3{d} 40 5{d}.",
    "På den baggrund indstilles det, at udvalget godkender planen for {w}.",
    "Der henvises til det tidligere fremsendte, herunder bilagene om {w}.",
    "Vejen er lukket, mens arbejdet med {w} står på, og trafikken ledes ad en anden rute.",
    "Lægen har oplyst, at behandlingen forventes afsluttet i løbet af foråret.",
    "Partshøringen gav ikke anledning til bemærkninger fra de øvrige parter i sagen.",
    "Ansøgeren skal sende dokumentation for {w}, før sagen kan behandles videre.",
    "Notatet er skrevet umiddelbart efter mødet og gennemlæst af begge deltagere.",
];
const GIVEN: [&str; 12] = [
    "Anna", "Peter", "Karen", "Mikkel", "Lone", "Søren", "Fatima", "Jørgen", "Astrid", "Mohammad",
    "Bente", "Kasper",
];
const LAST: [&str; 12] = [
    "Jensen",
    "Holm",
    "Nygaard",
    "Madsen",
    "Østergaard",
    "Kjær",
    "Petersen",
    "Lund",
    "Friis",
    "Thomsen",
    "Bach",
    "Dahl",
];
const LENGTH: usize = 4_000_000;

pub(super) fn make() -> String {
    let dictionary = dictionary();
    let mut dice = 0x2545_F491_4F6C_DD1Du64;
    let mut roll = |most: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice % most as u64) as usize
    };
    let mut text = String::with_capacity(LENGTH + 1_000);
    while text.len() < LENGTH {
        let mut parts = SENTENCES[roll(SENTENCES.len())].split('{');
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            match part.as_bytes().first() {
                Some(b'w') => text.push_str(&dictionary[roll(dictionary.len())]),
                Some(b'n') => {
                    text.push_str(GIVEN[roll(GIVEN.len())]);
                    text.push(' ');
                    text.push_str(LAST[roll(LAST.len())]);
                }
                _ => text.push_str(&(10 + roll(18)).to_string()),
            }
            text.push_str(part.get(2..).unwrap_or_default());
        }
        text.push_str(if roll(6) == 0 { "\n\n" } else { " " });
    }
    text
}

/// The shipped words, each line the letters shared with the line before and then the rest.
fn dictionary() -> Vec<String> {
    let list = include_str!("../../data/lexicon/ordinary.coded");
    let mut words: Vec<String> = Vec::new();
    for line in list.lines() {
        let mut rest = line.chars();
        let shared = rest
            .next()
            .and_then(|digit| digit.to_digit(36))
            .unwrap_or(0) as usize;
        let before = words.last().map_or("", String::as_str);
        words.push(before.chars().take(shared).chain(rest).collect());
    }
    words
}
