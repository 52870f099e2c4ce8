use sagsbord_domain::access::Role;

/// A sign-in for the demo. Shown on the demo's own sign-in page, and good for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoAccount {
    pub username: &'static str,
    pub password: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub(super) job_title: &'static str,
    pub(super) unit: &'static str,
    pub(super) team: Option<&'static str>,
}

/// The caseworker's subjects, and her team.
pub(super) const CASEWORKER_MAIN_GROUP: &str = "62";
pub(super) const CASEWORKER_TEAM: &str = "Team Visitation";

/// How many days before today their grants began.
pub(super) const ACCOUNTS_FIRST_DAY: u64 = 400;

const ACCOUNTS: &[DemoAccount] = &[
    DemoAccount {
        username: "anne",
        password: "regn over havnen",
        name: "Anne Krogsgaard",
        role: Role::Caseworker,
        job_title: "visitator",
        unit: "Visitation og Hverdagshjælp",
        team: Some(CASEWORKER_TEAM),
    },
    DemoAccount {
        username: "bo",
        password: "kaffe på den grønne bænk",
        name: "Bo Lindtofte",
        role: Role::TeamLead,
        job_title: "teamleder",
        unit: "Visitation og Hverdagshjælp",
        team: Some(CASEWORKER_TEAM),
    },
    DemoAccount {
        username: "dorthe",
        password: "lyset i det øverste vindue",
        name: "Dorthe Vestermark",
        role: Role::Dpo,
        job_title: "databeskyttelsesrådgiver",
        unit: "Digitalisering og Jura",
        team: None,
    },
    DemoAccount {
        username: "mads",
        password: "cykel mod vinden",
        name: "Mads Egeberg",
        role: Role::Manager,
        job_title: "chef for social og sundhed",
        unit: "Social og Sundhed",
        team: None,
    },
    DemoAccount {
        username: "agnes",
        password: "nøglen ligger under krukken",
        name: "Agnes Sølvtoft",
        role: Role::Administrator,
        job_title: "systemadministrator",
        unit: "Digitalisering og Jura",
        team: None,
    },
];

/// One for each role.
pub fn demo_accounts() -> &'static [DemoAccount] {
    ACCOUNTS
}
