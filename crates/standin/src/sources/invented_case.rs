use chrono::NaiveDate;

/// A case as either system keeps it, before it is put in that system's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventedCase {
    pub id: String,
    pub number: String,
    pub title: String,
    pub opened: NaiveDate,
    pub due: Option<NaiveDate>,
    /// In the system's own words, as everything below that is a code.
    pub status: String,
    pub protection: String,
    pub kle: String,
    pub unit: String,
    pub parties: Vec<InventedParty>,
    pub documents: Vec<InventedDocument>,
    pub notes: Vec<InventedNote>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventedParty {
    /// Ten digits.
    pub cpr: String,
    pub name: String,
    pub is_primary: bool,
}

/// Its id begins with its case's, and a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventedDocument {
    pub id: String,
    pub title: String,
    pub date: NaiveDate,
    pub direction: String,
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventedNote {
    pub id: String,
    pub date: NaiveDate,
    pub author: String,
    pub text: String,
}

impl InventedCase {
    /// About one person, with one document and one note.
    pub fn of(id: &str, number: &str, title: &str, cpr: &str, name: &str) -> Self {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
        Self {
            id: id.to_owned(),
            number: number.to_owned(),
            title: title.to_owned(),
            opened: day(3, 9),
            due: Some(day(12, 18)),
            status: String::new(),
            protection: String::new(),
            kle: String::new(),
            unit: String::new(),
            parties: vec![InventedParty {
                cpr: cpr.to_owned(),
                name: name.to_owned(),
                is_primary: true,
            }],
            documents: vec![InventedDocument {
                id: format!("{id}-1"),
                title: "Ansøgning".to_owned(),
                date: day(3, 10),
                direction: String::new(),
                name: "ansoegning.txt".to_owned(),
                media_type: "text/plain".to_owned(),
                bytes: "Jeg søger om hjælp i hverdagen.\n".as_bytes().to_vec(),
            }],
            notes: vec![InventedNote {
                id: format!("{id}-n1"),
                date: day(3, 11),
                author: "M. Prøve".to_owned(),
                text: "Ringet op og aftalt besøg.".to_owned(),
            }],
        }
    }

    /// What is known of somebody whom nobody has told of. The ids begin with the number, so that each is found again.
    pub(crate) fn of_anybody(cpr: &str) -> Vec<Self> {
        let is_number = cpr.len() == 10 && cpr.bytes().all(|digit| digit.is_ascii_digit());
        if !is_number {
            return Vec::new();
        }
        let end = cpr.get(6..).unwrap_or_default();
        let titles = ["Støtte i hverdagen", "Tilbud om træning"];
        (1..)
            .zip(titles)
            .map(|(n, title)| {
                let number = format!("26/{end}{n}");
                let mut case = Self::of(&format!("{cpr}{n}"), &number, title, cpr, "Ukendt navn");
                case.kle = "62.05.01".to_owned();
                case.protection = if n == 1 { "INTERNAL" } else { "PERSONAL" }.to_owned();
                case.status = "INFORMED".to_owned();
                case.unit = "SOC".to_owned();
                case
            })
            .collect()
    }

    pub(crate) fn is_about(&self, cpr: &str) -> bool {
        self.parties.iter().any(|party| party.cpr == cpr)
    }
}
