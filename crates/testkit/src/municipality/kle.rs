/// One step of the demo's own plan of subjects. Neither numbers nor titles are the real plan's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KleEntry {
    /// `62`, `62.15` or `62.15.03`.
    pub number: String,
    pub title: String,
}

/// What a case can be about, as it is said inside a sentence, and what is being done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) main_group: usize,
    pub(crate) group: usize,
    pub(crate) aspect: Aspect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aspect {
    Application,
    Review,
    Complaint,
    End,
    Payment,
    FollowUp,
    Advice,
    AccessRequest,
    Inspection,
    General,
}

/// Whom the cases of a main group are mostly about, and in what tone its documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    Child,
    Elder,
    Adult,
    Work,
    Counter,
    Property,
    Culture,
}

struct MainGroup {
    number: &'static str,
    title: &'static str,
    theme: Theme,
    groups: [&'static str; 6],
}

const ASPECTS: &[(Aspect, &str)] = &[
    (Aspect::General, "i almindelighed"),
    (Aspect::Application, "ansøgning"),
    (Aspect::Review, "revurdering"),
    (Aspect::Complaint, "klage"),
    (Aspect::End, "ophør"),
    (Aspect::Payment, "betaling"),
    (Aspect::FollowUp, "opfølgning"),
    (Aspect::Advice, "vejledning"),
    (Aspect::AccessRequest, "aktindsigt"),
    (Aspect::Inspection, "tilsyn"),
];

/// How often each of [`ASPECTS`] is what a case is about.
const ASPECT_WEIGHTS: &[usize] = &[4, 40, 14, 7, 6, 7, 10, 5, 3, 4];

const MAIN_GROUPS: &[MainGroup] = &[
    MainGroup {
        number: "60",
        title: "Støtte til børn og familier",
        theme: Theme::Child,
        groups: [
            "familierådgivning",
            "støtteperson i hjemmet",
            "aflastning i weekender",
            "samtaler om et barns trivsel",
            "kontaktperson til en ung",
            "ophold i plejefamilie",
        ],
    },
    MainGroup {
        number: "61",
        title: "Dagtilbud og fritid for børn",
        theme: Theme::Child,
        groups: [
            "plads i dagtilbud",
            "friplads og søskenderabat",
            "støttetimer i børnehave",
            "skift mellem dagtilbud",
            "pasning af eget barn",
            "fritidspas",
        ],
    },
    MainGroup {
        number: "62",
        title: "Hjælp i hverdagen",
        theme: Theme::Elder,
        groups: [
            "hjælp til rengøring",
            "madservice",
            "personlig pleje",
            "nødkald",
            "ledsagelse",
            "aflastning af pårørende",
        ],
    },
    MainGroup {
        number: "63",
        title: "Hjælpemidler og bolig",
        theme: Theme::Elder,
        groups: [
            "kørestol",
            "rollator og gangredskaber",
            "indretning af badeværelse",
            "støtte til bil",
            "høreteknik",
            "ældreegnet bolig",
        ],
    },
    MainGroup {
        number: "64",
        title: "Voksne med særlige behov",
        theme: Theme::Adult,
        groups: [
            "støtte i egen bolig",
            "plads i botilbud",
            "aktivitet og samvær",
            "mentor",
            "rådgivning om rusmidler",
            "hjælp til egen økonomi",
        ],
    },
    MainGroup {
        number: "65",
        title: "Arbejde og ydelser",
        theme: Theme::Work,
        groups: [
            "jobplan",
            "virksomhedspraktik",
            "forløb under sygdom",
            "tilskud til enkeltudgift",
            "job på særlige vilkår",
            "uddannelsesforløb",
        ],
    },
    MainGroup {
        number: "66",
        title: "Bopæl, bevis og betaling",
        theme: Theme::Counter,
        groups: [
            "registrering af flytning",
            "kørekort",
            "rejsedokument",
            "beskyttelse af adresse",
            "betalingsaftale",
            "fritagelse for digital post",
        ],
    },
    MainGroup {
        number: "67",
        title: "Byggeri og grunde",
        theme: Theme::Property,
        groups: [
            "tilbygning til enfamiliehus",
            "carport og skur",
            "nedrivning af bygning",
            "ændret brug af bygning",
            "hegn i skel",
            "skilte og facader",
        ],
    },
    MainGroup {
        number: "68",
        title: "Natur og miljø",
        theme: Theme::Property,
        groups: [
            "spildevand i det åbne land",
            "boring af brønd",
            "flytning af jord",
            "støjgrænser for virksomhed",
            "pleje af vandhul og eng",
            "bekæmpelse af rotter",
        ],
    },
    MainGroup {
        number: "69",
        title: "Veje og færdsel",
        theme: Theme::Property,
        groups: [
            "overkørsel til vej",
            "reserveret parkering",
            "fartdæmpning",
            "opgravning i vej",
            "gadebelysning",
            "rydning af sne",
        ],
    },
    MainGroup {
        number: "70",
        title: "Skole og undervisning",
        theme: Theme::Child,
        groups: [
            "skift af skole",
            "undervisning med særlig støtte",
            "kørsel til skole",
            "ekstra fridage fra skole",
            "senere skolestart",
            "plads i modtagehold",
        ],
    },
    MainGroup {
        number: "71",
        title: "Kultur, foreninger og frivillige",
        theme: Theme::Culture,
        groups: [
            "tilskud til lokaler",
            "arrangement på torvet",
            "midler til frivilligt arbejde",
            "levering af bøger i hjemmet",
            "brug af idrætsanlæg",
            "rejse til venskabsby",
        ],
    },
];

impl Subject {
    pub(super) fn draw(dice: &mut super::Dice, main_group: &str) -> Self {
        Self {
            main_group: MAIN_GROUPS
                .iter()
                .position(|main| main.number == main_group)
                .unwrap_or(0),
            group: dice.below(6),
            aspect: ASPECTS[dice.weighted(ASPECT_WEIGHTS)].0,
        }
    }

    pub(super) fn number(self) -> String {
        let aspect = ASPECTS.iter().position(|(a, _)| *a == self.aspect);
        format!(
            "{}.{:02}.{:02}",
            MAIN_GROUPS[self.main_group].number,
            (self.group + 1) * 5,
            aspect.unwrap_or(0) + 1
        )
    }

    /// `madservice`: as it is said inside a sentence.
    pub(crate) fn about(self) -> &'static str {
        MAIN_GROUPS[self.main_group].groups[self.group]
    }

    pub(crate) fn theme(self) -> Theme {
        MAIN_GROUPS[self.main_group].theme
    }
}

pub(super) fn plan() -> Vec<KleEntry> {
    let mut entries = Vec::new();
    for (main_index, main) in MAIN_GROUPS.iter().enumerate() {
        entries.push(KleEntry {
            number: main.number.to_owned(),
            title: main.title.to_owned(),
        });
        for (group, about) in main.groups.iter().enumerate() {
            entries.push(KleEntry {
                number: format!("{}.{:02}", main.number, (group + 1) * 5),
                title: capitalised(about),
            });
            for (aspect, word) in ASPECTS {
                let subject = Subject {
                    main_group: main_index,
                    group,
                    aspect: *aspect,
                };
                entries.push(KleEntry {
                    number: subject.number(),
                    title: format!("{}, {word}", capitalised(about)),
                });
            }
        }
    }
    entries
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
