use sagsbord_domain::{TeamId, UnitId};

use super::dice::{Stream, id};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    pub name: &'static str,
    /// `None` for the municipality itself.
    pub parent: Option<UnitId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub name: &'static str,
    pub unit: UnitId,
    /// The KLE main groups whose cases it works on.
    pub main_groups: &'static [&'static str],
}

pub(super) const MUNICIPALITY: &str = "Havrelunde Kommune";

type Section = (&'static str, &'static [TeamPlan]);
type TeamPlan = (&'static str, &'static [&'static str]);

const DEPARTMENTS: &[(&str, &[Section])] = &[
    (
        "Børn, Skole og Familie",
        &[
            (
                "Familieafdelingen",
                &[
                    ("Team Familie Nord", &["60"]),
                    ("Team Familie Syd", &["60"]),
                ],
            ),
            ("Dagtilbud og Fritid", &[("Team Dagtilbud", &["61"])]),
            ("Skoleafdelingen", &[("Team Skole", &["70"])]),
            ("Ungeenheden", &[("Team Unge", &["60", "70"])]),
        ],
    ),
    (
        "Social og Sundhed",
        &[
            (
                "Visitation og Hverdagshjælp",
                &[
                    ("Team Visitation", &["62"]),
                    ("Team Hverdagshjælp", &["62"]),
                ],
            ),
            ("Hjælpemidler og Bolig", &[("Team Hjælpemidler", &["63"])]),
            ("Voksenstøtte", &[("Team Voksenstøtte", &["64"])]),
            ("Rådgivning og Værn", &[("Team Rådgivning", &["64"])]),
        ],
    ),
    (
        "Arbejde og Ydelser",
        &[
            ("Jobhuset", &[("Team Job og Praktik", &["65"])]),
            ("Sygeopfølgning", &[("Team Sygeopfølgning", &["65"])]),
            ("Ydelseskontoret", &[("Team Ydelser", &["65"])]),
            ("Virksomhedsservice", &[]),
        ],
    ),
    (
        "Teknik, Miljø og Kultur",
        &[
            ("Byggesag", &[("Team Byggesag", &["67"])]),
            ("Natur og Miljø", &[("Team Miljø", &["68"])]),
            ("Vej og Park", &[("Team Vej", &["69"])]),
            ("Kultur og Fritid", &[("Team Kultur", &["71"])]),
        ],
    ),
    (
        "Borger og Stab",
        &[
            (
                "Borgerservice",
                &[("Team Skranke", &["66"]), ("Team Betaling", &["66"])],
            ),
            ("Folkeregister og Bevis", &[("Team Folkeregister", &["66"])]),
            ("Digitalisering og Jura", &[("Team Jura", &["66", "71"])]),
            ("Økonomi", &[]),
        ],
    ),
];

/// Parents before children.
pub(super) fn generate(seed: u64) -> (Vec<Unit>, Vec<Team>) {
    let mut units: Vec<Unit> = Vec::new();
    let mut teams: Vec<Team> = Vec::new();
    let mut add = |name: &'static str, parent: Option<UnitId>| {
        let id = UnitId::new(id(seed, Stream::Unit, units.len() as u64));
        units.push(Unit { id, name, parent });
        id
    };
    let municipality = add(MUNICIPALITY, None);
    for (department, sections) in DEPARTMENTS {
        let department = add(department, Some(municipality));
        for (section, section_teams) in *sections {
            let unit = add(section, Some(department));
            for (name, main_groups) in *section_teams {
                teams.push(Team {
                    id: TeamId::new(id(seed, Stream::Team, teams.len() as u64)),
                    name,
                    unit,
                    main_groups,
                });
            }
        }
    }
    (units, teams)
}
