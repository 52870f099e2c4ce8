use std::collections::HashSet;

use chrono::NaiveDate;
use sagsbord_domain::KlePart;

use super::class::trimmed;
use crate::xml::{Bounds, Malformed, Reader};

/// KLE as its publisher hands it out (KLE-XML version 2). The plan is licensed to each municipality, so that none
/// comes with the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    pub issued: NaiveDate,
    /// Main groups, groups and subjects, or what is done with them and the kinds of that.
    pub classes: Vec<PlanClass>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanClass {
    pub number: String,
    pub title: String,
    /// The first day that it is not used for new cases.
    pub ended: Option<NaiveDate>,
    pub moved_to: Vec<String>,
}

/// What is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFault {
    /// From 1.
    pub line: usize,
    /// A file may be a single line, so the number that was read last is told too.
    pub number: Option<String>,
    pub wrong: PlanWrong,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanWrong {
    #[error("it is larger than a plan can be")]
    TooLarge,
    #[error("it is not text in UTF-8")]
    NotText,
    #[error(transparent)]
    Malformed(#[from] Malformed),
    #[error("it is neither a plan of subjects nor of what is done with them")]
    AnotherFile,
    #[error("it does not say when it was issued")]
    NoIssueDay,
    #[error("a part has no number")]
    NoNumber,
    #[error("this is no number of its kind: {0}")]
    BadNumber(String),
    #[error("the number does not belong where it stands")]
    OutOfPlace,
    #[error("the number stands twice")]
    Twice,
    #[error("there is no title")]
    NoTitle,
    #[error("this is no day: {0}")]
    BadDay(String),
    #[error("there is nothing in it")]
    Empty,
}

/// The whole plan with all its guidance is some four megabytes.
const MOST_BYTES: usize = 64 << 20;
const MOST_CLASSES: usize = 100_000;
/// Who has so many to mend has another file.
const MOST_FAULTS: usize = 50;
/// What is quoted of a file that may hold anything.
const QUOTED: usize = 40;
const BOUNDS: Bounds = Bounds {
    depth: 64,
    text: 64 << 10,
};

/// One kind of part, and what lies in it.
struct Level {
    element: &'static str,
    number: &'static str,
    title: &'static str,
    about: &'static str,
    part: KlePart,
    below: Option<&'static Level>,
}

const SUBJECT: Level = Level {
    element: "Emne",
    number: "EmneNr",
    title: "EmneTitel",
    about: "EmneAdministrativInfo",
    part: KlePart::Subject,
    below: None,
};
const GROUP: Level = Level {
    element: "Gruppe",
    number: "GruppeNr",
    title: "GruppeTitel",
    about: "GruppeAdministrativInfo",
    part: KlePart::Group,
    below: Some(&SUBJECT),
};
const MAIN_GROUP: Level = Level {
    element: "Hovedgruppe",
    number: "HovedgruppeNr",
    title: "HovedgruppeTitel",
    about: "HovedgruppeAdministrativInfo",
    part: KlePart::MainGroup,
    below: Some(&GROUP),
};
const ACTION: Level = Level {
    element: "Handlingsfacet",
    number: "HandlingsfacetNr",
    title: "HandlingsfacetTitel",
    about: "HandlingsfacetAdministrativInfo",
    part: KlePart::Action,
    below: None,
};
const ACTION_KIND: Level = Level {
    element: "HandlingsfacetKategori",
    number: "HandlingsfacetKategoriNr",
    title: "HandlingsfacetKategoriTitel",
    about: "HandlingsfacetKategoriAdministrativInfo",
    part: KlePart::ActionKind,
    below: Some(&ACTION),
};

/// What has been read so far.
#[derive(Default)]
struct Found {
    issued: Option<NaiveDate>,
    classes: Vec<PlanClass>,
    numbers: HashSet<String>,
    faults: Vec<PlanFault>,
    newest: Option<String>,
}

impl PlanFile {
    /// All of it, or what is wrong with it: a plan that is half there would look like a whole one.
    pub fn read(untrusted: &[u8]) -> Result<Self, Vec<PlanFault>> {
        let whole = |wrong| {
            vec![PlanFault {
                line: 1,
                number: None,
                wrong,
            }]
        };
        if untrusted.len() > MOST_BYTES {
            return Err(whole(PlanWrong::TooLarge));
        }
        let text = std::str::from_utf8(untrusted).map_err(|_| whole(PlanWrong::NotText))?;
        let mut found = Found::default();
        let mut reader = Reader::new(text.trim_start_matches('\u{feff}'), BOUNDS);
        let read = reader.root(|reader, what| {
            let top = match what.local {
                "KLE-Emneplan" => &MAIN_GROUP,
                "KLE-Handlingsfacetter" => &ACTION_KIND,
                _ => return Err(Malformed::AnotherMessage),
            };
            reader.children(|reader, what| match what.local {
                "UdgivelsesDato" => {
                    found.issued = found.day(reader)?;
                    Ok(())
                }
                local if local == top.element => found.part(reader, top, None),
                _ => Ok(()),
            })
        });
        match read {
            Err(Malformed::AnotherMessage) => found.fault(&reader, PlanWrong::AnotherFile),
            Err(malformed) => found.stopped(&reader, malformed),
            Ok(()) if found.classes.is_empty() && found.faults.is_empty() => {
                found.fault(&reader, PlanWrong::Empty);
            }
            Ok(()) => {}
        }
        match found.issued {
            Some(issued) if found.faults.is_empty() => Ok(Self {
                issued,
                classes: found.classes,
            }),
            None if found.faults.is_empty() => Err(whole(PlanWrong::NoIssueDay)),
            _ => Err(found.faults),
        }
    }
}

impl Found {
    fn fault(&mut self, reader: &Reader<'_>, wrong: PlanWrong) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(PlanFault {
                line: reader.line(),
                number: self.newest.clone(),
                wrong,
            });
        }
    }

    fn stopped(&mut self, reader: &Reader<'_>, malformed: Malformed) {
        if self.classes.len() > MOST_CLASSES {
            self.fault(reader, PlanWrong::TooLarge);
        } else {
            self.fault(reader, PlanWrong::Malformed(malformed));
        }
    }

    fn part(
        &mut self,
        reader: &mut Reader<'_>,
        level: &Level,
        above: Option<&str>,
    ) -> Result<(), Malformed> {
        let (mut number, mut title): (Option<String>, _) = (None, String::new());
        let (mut ended, mut moved_to) = (None, Vec::new());
        reader.children(|reader, what| {
            let local = what.local;
            if local == level.number {
                number = self.number(reader, level, above)?;
            } else if local == level.title {
                title = trimmed(reader)?;
            } else if local == level.about {
                self.about(reader, &mut ended, &mut moved_to)?;
            } else if let Some(below) = level.below
                && local == below.element
            {
                self.part(reader, below, number.as_deref())?;
            }
            Ok(())
        })?;
        let Some(number) = number else {
            self.fault(reader, PlanWrong::NoNumber);
            return Ok(());
        };
        if title.is_empty() {
            self.fault(reader, PlanWrong::NoTitle);
        }
        self.classes.push(PlanClass {
            number,
            title,
            ended,
            moved_to,
        });
        if self.classes.len() > MOST_CLASSES {
            return Err(Malformed::TooLong);
        }
        Ok(())
    }

    /// Read even when it is wrong, so that what is wrong is told of the right one.
    fn number(
        &mut self,
        reader: &mut Reader<'_>,
        level: &Level,
        above: Option<&str>,
    ) -> Result<Option<String>, Malformed> {
        let number = trimmed(reader)?;
        self.newest = Some(number.chars().take(QUOTED).collect());
        if KlePart::of(&number) != Some(level.part) {
            let quoted = number.chars().take(QUOTED).collect();
            self.fault(reader, PlanWrong::BadNumber(quoted));
        } else if !above.is_none_or(|above| number.starts_with(above)) {
            self.fault(reader, PlanWrong::OutOfPlace);
        } else if !self.numbers.insert(number.clone()) {
            self.fault(reader, PlanWrong::Twice);
        }
        Ok(Some(number))
    }

    fn about(
        &mut self,
        reader: &mut Reader<'_>,
        ended: &mut Option<NaiveDate>,
        moved_to: &mut Vec<String>,
    ) -> Result<(), Malformed> {
        reader.children(|reader, what| {
            if what.local != "Historisk" {
                return Ok(());
            }
            reader.children(|reader, what| match what.local {
                "UdgaaetDato" => {
                    *ended = self.day(reader)?;
                    Ok(())
                }
                "Flyttet" => reader.children(|reader, what| match what.local {
                    "FlyttetDato" => {
                        *ended = self.day(reader)?;
                        Ok(())
                    }
                    "AfloestAf" => reader.children(|reader, _| {
                        let number = trimmed(reader)?;
                        if KlePart::of(&number).is_some() {
                            moved_to.push(number);
                        } else {
                            let quoted = number.chars().take(QUOTED).collect();
                            self.fault(reader, PlanWrong::BadNumber(quoted));
                        }
                        Ok(())
                    }),
                    _ => Ok(()),
                }),
                _ => Ok(()),
            })
        })
    }

    fn day(&mut self, reader: &mut Reader<'_>) -> Result<Option<NaiveDate>, Malformed> {
        let text = trimmed(reader)?;
        // A day of XML Schema may carry a zone, which says nothing of a day.
        let day = text.get(..10).and_then(|day| day.parse().ok());
        if day.is_none() {
            let quoted = text.chars().take(QUOTED).collect();
            self.fault(reader, PlanWrong::BadDay(quoted));
        }
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &str = "<OprettetDato>2026-01-01</OprettetDato>";

    fn subject(number: &str, title: &str, history: &str) -> String {
        format!(
            "<Emne><EmneNr>{number}</EmneNr>\n<EmneTitel>{title}</EmneTitel><EmneAdministrativInfo>{ABOUT}{history}</EmneAdministrativInfo></Emne>\n"
        )
    }

    fn plan(subjects: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<KLE-Emneplan><UdgivelsesDato>2026-02-01</UdgivelsesDato><Hovedgruppe><HovedgruppeNr>27</HovedgruppeNr><HovedgruppeTitel>Opdigtet</HovedgruppeTitel><HovedgruppeVejledning><VejledningTekst>Se &nbsp; <p>her <b>27.99</b></p></VejledningTekst></HovedgruppeVejledning>\n<Gruppe><GruppeNr>27.18</GruppeNr><GruppeTitel>Opdigtet gruppe</GruppeTitel>\n{subjects}</Gruppe></Hovedgruppe></KLE-Emneplan>"
        )
    }

    fn faults(text: &str) -> Vec<(usize, Option<String>, PlanWrong)> {
        PlanFile::read(text.as_bytes())
            .unwrap_err()
            .into_iter()
            .map(|fault| (fault.line, fault.number, fault.wrong))
            .collect()
    }

    #[test]
    fn a_plan_is_read_with_what_has_ended_and_where_it_moved() {
        let moved = "<Historisk><Flyttet><FlyttetDato>2026-02-01+01:00</FlyttetDato><AfloestAf><EmneNr>27.18.02</EmneNr></AfloestAf><AfloestAf><GruppeNr>28.03</GruppeNr></AfloestAf></Flyttet></Historisk>";
        let gone = "<Historisk><UdgaaetDato>2025-05-01</UdgaaetDato></Historisk>";
        let text = plan(
            &[
                subject("27.18.01", "Flyttet &amp; væk", moved),
                subject("27.18.02", " I brug ", ""),
                subject("27.18.03", "Udgået", gone),
            ]
            .concat(),
        );
        let read = PlanFile::read(format!("\u{feff}{text}").as_bytes()).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        assert_eq!(Some(read.issued), day("2026-02-01"));
        let seen: Vec<_> = read
            .classes
            .iter()
            .map(|class| (class.number.as_str(), class.title.as_str(), class.ended))
            .collect();
        assert_eq!(
            seen,
            [
                ("27.18.01", "Flyttet & væk", day("2026-02-01")),
                ("27.18.02", "I brug", None),
                ("27.18.03", "Udgået", day("2025-05-01")),
                ("27.18", "Opdigtet gruppe", None),
                ("27", "Opdigtet", None),
            ]
        );
        assert_eq!(read.classes[0].moved_to, ["27.18.02", "28.03"]);
    }

    #[test]
    fn each_fault_is_told_with_its_line() {
        let check = |subjects: &str, expected: &[(usize, &str, PlanWrong)]| {
            let expected: Vec<_> = expected
                .iter()
                .map(|(line, number, wrong)| (*line, Some((*number).to_owned()), wrong.clone()))
                .collect();
            assert_eq!(faults(&plan(subjects)), expected, "{subjects}");
        };
        check(
            &(subject("27.18.02", "En", "") + &subject("27.18.02", "To", "")),
            &[(6, "27.18.02", PlanWrong::Twice)],
        );
        check(
            &(subject("27.19.02", "En", "") + &subject("27.18", "To", "")),
            &[
                (4, "27.19.02", PlanWrong::OutOfPlace),
                (6, "27.18", PlanWrong::BadNumber("27.18".to_owned())),
            ],
        );
        check(
            &subject("27.18.02", " ", ""),
            &[(5, "27.18.02", PlanWrong::NoTitle)],
        );
        check(
            &subject(
                "27.18.02",
                "En",
                "<Historisk><UdgaaetDato>i går</UdgaaetDato></Historisk>",
            ),
            &[(5, "27.18.02", PlanWrong::BadDay("i går".to_owned()))],
        );
        check(
            "<Emne>\n<EmneTitel>Uden nummer</EmneTitel></Emne>",
            &[(5, "27.18", PlanWrong::NoNumber)],
        );
        check(
            "<Emne><EmneNr>27.18.01</EmneNr>\n</Gruppe>",
            &[(5, "27.18.01", PlanWrong::Malformed(Malformed::NotXml))],
        );
        let many: String = (0..200).map(|_| subject("x", "X", "")).collect();
        assert_eq!(faults(&plan(&many)).len(), MOST_FAULTS);
    }

    #[test]
    fn what_is_no_plan_at_all_is_said_so() {
        let check = |text: &str, wrong: PlanWrong| {
            assert_eq!(faults(text)[0].2, wrong, "{text}");
        };
        check("", PlanWrong::Malformed(Malformed::NotXml));
        check("Hej", PlanWrong::Malformed(Malformed::NotXml));
        check("<html></html>", PlanWrong::AnotherFile);
        check("<KLE-Emneplan></KLE-Emneplan>", PlanWrong::Empty);
        check(
            "<!DOCTYPE a [<!ENTITY b \"c\">]><KLE-Emneplan/>",
            PlanWrong::Malformed(Malformed::DeclaresType),
        );
        check(
            &plan(&subject("27.18.02", "&b;", "")),
            PlanWrong::Malformed(Malformed::UnknownEntity),
        );
        check(
            &plan(&subject("27.18.02", "En", "")).replace("UdgivelsesDato", "Udgivet"),
            PlanWrong::NoIssueDay,
        );
        assert_eq!(
            PlanFile::read(&[0xff, 0xfe]).unwrap_err()[0].wrong,
            PlanWrong::NotText
        );
        let deep = plan(&"<a>".repeat(100_000));
        assert_eq!(faults(&deep)[0].2, PlanWrong::Malformed(Malformed::TooDeep));
    }
}
