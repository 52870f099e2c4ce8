//! Common Danish given names, surnames and street-name pieces, written down from general knowledge.
//! Any likeness to a living person is chance.

use super::Dice;

pub(super) const WOMEN: &[&str] = &[
    "Mette",
    "Kirsten",
    "Hanne",
    "Lone",
    "Camilla",
    "Ida",
    "Freja",
    "Sofie",
    "Inger",
    "Karen",
    "Birthe",
    "Line",
    "Julie",
    "Signe",
    "Astrid",
    "Ellen",
    "Gerda",
    "Ruth",
    "Tove",
    "Bodil",
    "Pernille",
    "Stine",
    "Louise",
    "Emma",
    "Alma",
    "Clara",
    "Nanna",
    "Trine",
    "Rikke",
    "Sanne",
    "Vibeke",
    "Ulla",
    "Jytte",
    "Lis",
    "Else",
    "Grethe",
    "Maja",
    "Laura",
    "Olivia",
    "Åse",
    "Fatima",
    "Amina",
    "Olena",
    "Zeynep",
    "Katarzyna",
    "Leyla",
    "Sørine",
    "Kamma",
    "Marie",
    "Cecilie",
];

pub(super) const MEN: &[&str] = &[
    "Lars", "Jens", "Søren", "Peter", "Henrik", "Niels", "Thomas", "Jørgen", "Ole", "Poul", "Kaj",
    "Svend", "Erik", "Børge", "Emil", "Oscar", "William", "Noah", "Malthe", "Anton", "Carl",
    "Mikkel", "Rasmus", "Kasper", "Jonas", "Morten", "Torben", "Flemming", "Leif", "Aage", "Viggo",
    "Ejner", "Gunnar", "Asger", "Bertel", "Frederik", "Magnus", "Tobias", "Simon", "Jeppe",
    "Ahmed", "Yusuf", "Piotr", "Ali", "Bogdan", "Hasan", "Åge", "Bjørn", "Kristian", "Villads",
];

pub(super) const SURNAMES: &[&str] = &[
    "Jensen",
    "Nielsen",
    "Hansen",
    "Pedersen",
    "Andersen",
    "Christensen",
    "Larsen",
    "Sørensen",
    "Rasmussen",
    "Petersen",
    "Madsen",
    "Kristensen",
    "Olsen",
    "Thomsen",
    "Christiansen",
    "Poulsen",
    "Johansen",
    "Møller",
    "Mortensen",
    "Knudsen",
    "Jakobsen",
    "Mikkelsen",
    "Frederiksen",
    "Laursen",
    "Lund",
    "Holm",
    "Schmidt",
    "Eriksen",
    "Kristiansen",
    "Clausen",
    "Simonsen",
    "Svendsen",
    "Bertelsen",
    "Iversen",
    "Dalgaard",
    "Kjær",
    "Bach",
    "Vestergaard",
    "Østergaard",
    "Nygaard",
    "Bruun",
    "Krogh",
    "Skov",
    "Bech",
    "Juhl",
    "Lauridsen",
    "Toft",
    "Ravn",
    "Søndergaard",
    "Winther",
    "Hougaard",
    "Brandt",
    "Åkjær",
    "Bundgaard",
    "Kruse",
    "Damgaard",
    "Yildiz",
    "Hussein",
    "Kowalska",
    "Shevchenko",
    "Nguyen",
    "Haddad",
    "Overgaard",
    "Bøgh",
];

const STREET_BEGINNINGS: &[&str] = &[
    "Birke",
    "Lærke",
    "Kirke",
    "Mølle",
    "Skov",
    "Sø",
    "Bakke",
    "Eng",
    "Rosen",
    "Hassel",
    "Ahorn",
    "Kløver",
    "Vibe",
    "Stære",
    "Havre",
    "Byg",
    "Hede",
    "Kilde",
    "Æble",
    "Østre",
    "Nord",
    "Smede",
    "Teglværks",
    "Gartner",
    "Hyben",
    "Rørsanger",
    "Å",
];

const STREET_ENDINGS: &[&str] = &[
    "vej",
    "vænget",
    "stien",
    "parken",
    "bakken",
    "toften",
    "haven",
    "gade",
    "skrænten",
    "leddet",
];

/// Above 9990 no Danish town lies.
pub(super) const TOWNS: &[(&str, &str)] = &[
    ("9994", "Havrelunde"),
    ("9995", "Nørre Ravnsted"),
    ("9996", "Ågerupkrog"),
    ("9997", "Søby Mose"),
];

pub(super) fn given_name(dice: &mut Dice, woman: bool) -> &'static str {
    dice.pick(if woman { WOMEN } else { MEN })
}

pub(super) fn surname(dice: &mut Dice) -> String {
    let last = dice.pick(SURNAMES);
    if dice.per_mille(280) {
        let middle = dice.pick(SURNAMES);
        if middle != last {
            return format!("{middle} {last}");
        }
    }
    last.to_owned()
}

pub(crate) fn street(dice: &mut Dice) -> String {
    format!(
        "{}{}",
        dice.pick(STREET_BEGINNINGS),
        dice.pick(STREET_ENDINGS)
    )
}
