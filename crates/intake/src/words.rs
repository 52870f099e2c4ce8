//! What is set into pages that the intake makes itself. Everything else that people read stands in message files.

pub(crate) const FROM: &str = "Fra";
pub(crate) const SENT_BY: &str = "Sendt af";
pub(crate) const REPLY_TO: &str = "Svar til";
pub(crate) const TO: &str = "Til";
pub(crate) const CC: &str = "Cc";
pub(crate) const BCC: &str = "Bcc";
pub(crate) const SENT: &str = "Sendt";
pub(crate) const ATTACHED: &str = "Vedhæftet";
pub(crate) const SIGNED_BY: &str = "Underskrevet af";
pub(crate) const SIGNED_AT: &str = "Underskrevet";
pub(crate) const ISSUED_BY: &str = "Udstedt af";
pub(crate) const ORGANISATION: &str = "Organisation";
pub(crate) const CHECKED: &str = "Efterprøvet";
pub(crate) const NO: &str = "Nej";
pub(crate) const A_SIGNATURE: &str = "Underskrift";
pub(crate) const CONTENT: &str = "indhold";
pub(crate) const NOT_VERIFIED: &str = "ikke efterprøvet";
pub(crate) const NO_SUBJECT: &str = "(uden emne)";
pub(crate) const NO_TEXT: &str = "(Mailen har ingen tekst.)";
pub(crate) const ENCRYPTED: &str =
    "(Mailens indhold er krypteret og kan kun læses med modtagerens nøgle.)";
pub(crate) const A_PICTURE: &str = "Billede";
pub(crate) const PICTURE: &str = "billede";
pub(crate) const PICTURE_NOT_FETCHED: &str = "billede på nettet, ikke hentet";
pub(crate) const EMBEDDED: &str = "indlejret fra nettet, ikke hentet";
pub(crate) const FIELD: &str = "felt";
pub(crate) const ROW: &str = "Række";

pub(crate) const WHERE: &str = "Sted";
pub(crate) const BEGINS: &str = "Begynder";
pub(crate) const ENDS: &str = "Slutter";
pub(crate) const IMPORTANCE: &str = "Vigtighed";
pub(crate) const HIGH: &str = "Høj";
pub(crate) const LOW: &str = "Lav";
pub(crate) const SENSITIVITY: &str = "Følsomhed";
pub(crate) const PERSONAL: &str = "Personlig";
pub(crate) const PRIVATE: &str = "Privat";
pub(crate) const CONFIDENTIAL: &str = "Fortrolig";
pub(crate) const NAME: &str = "Navn";
pub(crate) const PHONE: &str = "Telefon";
pub(crate) const MOBILE: &str = "Mobil";
pub(crate) const EMAIL: &str = "E-mail";
pub(crate) const JOB: &str = "Stilling";

pub(crate) const DUE: &str = "Frist";
pub(crate) const DONE: &str = "Udført";
pub(crate) const INSTEAD_OF: &str = "I stedet for";
pub(crate) const LASTS: &str = "Varer";
pub(crate) const REPEATS: &str = "Gentages";
pub(crate) const EXCEPT: &str = "Undtagen";
pub(crate) const ORGANISER: &str = "Indkaldt af";
pub(crate) const TAKE_PART: &str = "Deltagere";
pub(crate) const SAID_YES: &str = "har sagt ja";
pub(crate) const SAID_NO: &str = "har sagt nej";
pub(crate) const SAID_MAYBE: &str = "har sagt måske";
pub(crate) const STATUS: &str = "Status";
pub(crate) const CANCELLED: &str = "Aflyst";
pub(crate) const TENTATIVE: &str = "Foreløbig";
pub(crate) const CONFIRMED: &str = "Bekræftet";
pub(crate) const KINDS: &str = "Kategorier";
pub(crate) const CONTACT: &str = "Kontakt";
pub(crate) const ADDRESS_ON_NET: &str = "Link";
pub(crate) const NICKNAME: &str = "Kaldenavn";
pub(crate) const ROLE: &str = "Rolle";
pub(crate) const ADDRESS: &str = "Adresse";
pub(crate) const BORN: &str = "Født";
pub(crate) const ANNIVERSARY: &str = "Mærkedag";
pub(crate) const NOTE: &str = "Note";
pub(crate) const GENDER: &str = "Køn";
pub(crate) const AT_WORK: &str = "arbejde";
pub(crate) const AT_HOME: &str = "privat";
pub(crate) const OF_POCKET: &str = "mobil";
pub(crate) const BY_FAX: &str = "fax";
pub(crate) const AN_APPOINTMENT: &str = "Aftale";
pub(crate) const A_CARD: &str = "Kontakt";
pub(crate) const EMPTY_CALENDAR: &str = "(Kalenderen er tom.)";

/// Names of parts that have none.
pub(crate) const A_MAIL: &str = "mail";
pub(crate) const A_TEXT: &str = "tekst";
pub(crate) const A_FILE: &str = "fil";
pub(crate) const SIGNED_CONTENT: &str = "indhold.eml";

/// Places of what is hidden.
pub(crate) const IN_COMMENT: &str = "kommentar i teksten bag siden";
pub(crate) const IN_SCRIPT: &str = "program i siden";
pub(crate) const NOT_SHOWN: &str = "tekst, der ikke vises";
pub(crate) const IN_BACKGROUND_COLOUR: &str = "tekst i baggrundens farve";
pub(crate) const TRACKING_PICTURE: &str = "usynligt billede, der fortæller at mailen er åbnet";
pub(crate) const REMOTE_PICTURE: &str = "billede på nettet";
pub(crate) const REMOTE_CONTENT: &str = "indhold på nettet";
pub(crate) const PLAIN_BODY: &str = "mailens rene tekst";
pub(crate) const OTHER_BODY: &str = "mailens tekst i en anden udgave";
pub(crate) const AROUND_PARTS: &str = "tekst uden for mailens dele";
pub(crate) const BESIDE_PICTURE: &str = "hjælpebilleder (lys, dybde)";
pub(crate) const PAGE_DATA: &str = "oplysning om siden";
pub(crate) const MADE_BY: &str = "oprettet af";
pub(crate) const CHANGED_BY: &str = "sidst ændret af";
pub(crate) const MADE_AT: &str = "oprettet";
pub(crate) const CHANGED_AT: &str = "sidst ændret";
pub(crate) const IN_ALARM: &str = "påmindelse";
pub(crate) const SIGNATURE: &str = "underskrift";

/// `12 byte`, `3 kB`, `4,5 MB`.
pub(crate) fn size(bytes: u64) -> String {
    const KILO: u64 = 1_000;
    const MEGA: u64 = 1_000_000;
    if bytes < KILO {
        format!("{bytes} byte")
    } else if bytes < MEGA {
        format!("{} kB", bytes.div_ceil(KILO))
    } else {
        let tenths = bytes.div_ceil(MEGA / 10);
        format!("{},{} MB", tenths / 10, tenths % 10)
    }
}

/// `3. november 2026 kl. 10.12`, on a Danish clock. Empty for instants that no calendar has.
pub(crate) fn instant(seconds: i64) -> String {
    use chrono::{Datelike, Timelike};
    let Some(clock) = danish_clock(seconds) else {
        return String::new();
    };
    let day = sagsbord_pdf::danish_day(sagsbord_pdf::ReleaseDate {
        year: u16::try_from(clock.year()).unwrap_or_default(),
        month: u8::try_from(clock.month()).unwrap_or_default(),
        day: u8::try_from(clock.day()).unwrap_or_default(),
    });
    format!("{day} kl. {:02}.{:02}", clock.hour(), clock.minute())
}

/// Between the years 1 and 9999.
pub(crate) fn danish_clock(seconds: i64) -> Option<chrono::NaiveDateTime> {
    const FIRST: i64 = -62_135_596_800 + 86_400;
    const LAST: i64 = 253_402_300_799 - 86_400;
    (FIRST..=LAST)
        .contains(&seconds)
        .then(|| chrono::DateTime::from_timestamp(seconds, 0))
        .flatten()
        .map(sagsbord_domain::danish_clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_as_files_are_told_of() {
        let check = |bytes: u64, expected: &str| assert_eq!(size(bytes), expected);
        check(0, "0 byte");
        check(999, "999 byte");
        check(1_001, "2 kB");
        check(1_000_000, "1,0 MB");
        check(4_450_000, "4,5 MB");
    }

    #[test]
    fn instants_are_told_on_a_danish_clock() {
        let check = |seconds: i64, expected: &str| assert_eq!(instant(seconds), expected);
        check(1_793_697_120, "3. november 2026 kl. 10.12");
        check(1_782_000_000, "21. juni 2026 kl. 02.00");
        check(i64::MAX, "");
        check(i64::MIN, "");
    }
}
