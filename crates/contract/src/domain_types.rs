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
        ChangeWordList, ChangeDeadlineLaw, ChangeTemplates, ApproveRelease, StopRelease,
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
    ApplicantRole = domain::aktindsigt::ApplicantRole { Party, Representative, ParentWithCustody, Child, Journalist, Anyone, DataSubject, RelativeOfDeceased }
    IdentityCheck = domain::aktindsigt::IdentityCheck { MitId, DigitalPost, InPerson, KnownFromCase, CallBack, NotNeeded }
    ReceivedHow = domain::aktindsigt::ReceivedHow { DigitalPost, Mail, Letter, Phone, InPerson, Form }
    WantedForm = domain::aktindsigt::WantedForm { Bundle, SeparateFiles, Paper, Inspection, Unsaid }
    AktindsigtState = domain::aktindsigt::AktindsigtState { Received, Collecting, Reviewing, AwaitingApproval, ReleasedInPart, Released, Refused, Forwarded, Withdrawn }
    RefusalGround = domain::aktindsigt::RefusalGround { Effort, Abuse, NotIdentified, NothingThere }
    ProposalReason = domain::aktindsigt::ProposalReason { Environment, PatientRecord, PatientRecordOfDeceased, PartyInDecision, ChildHasPartyRights, CustodyHolder, ActsForParty, DecisionUnsaid, OwnMatters, NoDecision, AsksAboutOneself, Anyone, SpecialInterest, RelativeIsNoParty }
    AktindsigtLetterKind = domain::aktindsigt::LetterKind { Decision, Receipt, Refusal, Forwarding, Breach }
    AktindsigtTimeKind = domain::aktindsigt::TimeKind { Search, Review, Estimate }
    ItemMatter = domain::aktindsigt::Matter { Environment, PatientRecord, Other }
    ItemDirection = domain::aktindsigt::Direction { Incoming, Outgoing, Internal }
    ItemOrigin = domain::aktindsigt::ItemOrigin { Document, IntakeFile, Earlier }
    ItemDecision = domain::aktindsigt::ItemDecision { Undecided, Given, Partly, Withheld }
    BasisLevel = domain::aktindsigt::BasisLevel { Case, Document, Item }
    BasisForce = domain::aktindsigt::BasisForce { Must, May }
    BasisRequirement = domain::aktindsigt::Requirement { Extraction, OpenInternal, MoreOpenness, Hearing, Weighing, DecisiveWeight, Rest, Provision }
    MarkKind = domain::aktindsigt::MarkKind { Finding, Text, Area, Page, Document, Title }
    MarkDecision = domain::aktindsigt::MarkDecision { Cover, Keep }
    DoubtKind = domain::aktindsigt::DoubtKind { CoveredElsewhere, Unanswered, ProtectedAddress, OtherCase, PagesNotSeen, PeopleChanged, DatedAfter, NotCollected, OpenNote, NotRead, StaleMarks }
    AnswerOutcome = domain::aktindsigt::AnswerOutcome { Considered, DoesNotArise }
    ObstacleKind = domain::aktindsigt::ObstacleKind {
        Closed, Stopped, NotWholeList, RegimesMissing, NotIdentified, Undecided, NothingNew, DoesNotHold, NotBefore,
        Changed, Gone, NotHere, NotRead, NotPages, PartlyWithoutMarks, GivenWithMarks, MarkWithoutBasis, MarkBasis,
        StaleMarks, MarkOutside, TitleStops, TitleBetrays, OpenDoubts, LetterMissing, LetterUnfinished, LetterBehind,
        LetterStops, LetterBetrays,
    }
    ReleaseWay = domain::aktindsigt::ReleaseWay { File, Printed, DigitalPost, Other }
    CheckRegime = domain::aktindsigt::Regime {
        PublicAccess, OwnAccess, PartyAccess, DataProtection, Environment, HealthRecord,
    }
}

impl From<&domain::Name> for crate::Named {
    fn from(name: &domain::Name) -> Self {
        Self {
            da: name.da.clone(),
            en: name.en.clone(),
        }
    }
}
