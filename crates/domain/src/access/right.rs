use super::Role;

/// Something a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    ReadCases,
    WorkOnCases,
    SeeTeam,
    ReadAudit,
    ManagePeople,
    ManageStore,
    ChangeSettings,
    /// The municipality's word list: for those who answer for what is written, not for who runs the program.
    ChangeWordList,
    /// The municipality's own rules and closing days. They move days in every unit's cases.
    ChangeDeadlineLaw,
    /// The municipality's templates of tasks, letters and forms.
    ChangeTemplates,
    /// Looks at what others decided to give, before it is given.
    ApproveRelease,
    /// Stops what is about to be given, until somebody has answered.
    StopRelease,
}

impl Right {
    pub const ALL: &'static [Self] = &[
        Self::ReadCases,
        Self::WorkOnCases,
        Self::SeeTeam,
        Self::ReadAudit,
        Self::ManagePeople,
        Self::ManageStore,
        Self::ChangeSettings,
        Self::ChangeWordList,
        Self::ChangeDeadlineLaw,
        Self::ChangeTemplates,
        Self::ApproveRelease,
        Self::StopRelease,
    ];
}

/// The whole table, one line a role.
///
/// An administrator runs the program and does not thereby see a single case. The DPO reads and
/// advises, and works on no case (GDPR art. 38(6)).
pub(super) const ROLE_RIGHTS: &[(Role, &[Right])] = &[
    (Role::Caseworker, &[Right::ReadCases, Right::WorkOnCases]),
    (
        Role::TeamLead,
        &[
            Right::ReadCases,
            Right::WorkOnCases,
            Right::SeeTeam,
            Right::ChangeWordList,
            Right::ChangeTemplates,
            Right::ApproveRelease,
        ],
    ),
    (
        Role::Dpo,
        &[Right::ReadCases, Right::ReadAudit, Right::StopRelease],
    ),
    (
        Role::Manager,
        &[
            Right::ReadCases,
            Right::SeeTeam,
            Right::ReadAudit,
            Right::ChangeWordList,
            Right::ChangeDeadlineLaw,
            Right::ChangeTemplates,
            Right::ApproveRelease,
        ],
    ),
    (
        Role::Administrator,
        &[
            Right::ManagePeople,
            Right::ManageStore,
            Right::ChangeSettings,
        ],
    ),
];
