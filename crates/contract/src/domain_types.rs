//! The crossing: each word of the domain and its twin on the wire.

use sagsbord_domain as domain;

macro_rules! twins {
    ($($wire:ident = $domain:path { $($variant:ident),* $(,)? })*) => {$(
        impl From<$domain> for crate::$wire {
            fn from(value: $domain) -> Self {
                match value { $(<$domain>::$variant => Self::$variant,)* }
            }
        }

        impl From<crate::$wire> for $domain {
            fn from(value: crate::$wire) -> Self {
                match value { $(crate::$wire::$variant => Self::$variant,)* }
            }
        }
    )*};
}

twins! {
    Role = domain::access::Role { Caseworker, TeamLead, Dpo, Manager, Administrator }
    Right = domain::access::Right {
        ReadCases, WorkOnCases, SeeTeam, ReadAudit, ManagePeople, ManageStore, ChangeSettings,
        ChangeWordList, ChangeDeadlineLaw, ChangeTemplates,
    }
    CaseStatus = domain::CaseStatus { Opstaaet, Oplyst, Afgjort, Bestilt, Udfoert, Afsluttet }
    Sensitivity = domain::Sensitivity { NotConfidential, Confidential, Sensitive, Vip }
    DocumentKind = domain::DocumentKind { Incoming, Outgoing, Internal }
    TaskState = domain::task::TaskState { Open, Waiting, Done }
    TaskDueSide = domain::task::DueSide { Before, After }
    TaskDueFrom = domain::task::DueFrom { Today, Day, CaseOpened, CaseDue, Deadline, Document }
    PartyPart = domain::PartyPart { Primary, Other }
    LookedFrom = domain::LookedFrom {
        Search, MyDay, Deadline, Task, Citizen, Link, Index, AccessRequest,
    }
    WorkUnit = domain::deadline::WorkUnit { Pages, Documents }
    DeadlineState = domain::deadline::DeadlineState {
        Late, Today, ThisWeek, Later, Stopped, NoDay, CompletedInTime, CompletedLate,
    }
    MovedBecause = domain::deadline::MovedBecause { Rule, Calendar }
}

impl From<&domain::Name> for crate::Named {
    fn from(name: &domain::Name) -> Self {
        Self {
            da: name.da.clone(),
            en: name.en.clone(),
        }
    }
}
