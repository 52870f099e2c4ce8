use chrono::NaiveDate;
use uuid::Uuid;

use crate::EmployeeId;
use crate::case::codes;

codes! {
    /// Everything the log can tell. A code never changes its meaning once released.
    AuditAct {
        StoreCreated = "store_created",
        FirstAdministratorMade = "first_administrator_made",
        SignedIn = "signed_in",
        SignInRefused = "sign_in_refused",
        SignedOut = "signed_out",
        Locked = "locked",
        Unlocked = "unlocked",
        PasswordChanged = "password_changed",
        PasswordReset = "password_reset",
        PersonAdded = "person_added",
        PersonChanged = "person_changed",
        GrantGiven = "grant_given",
        GrantTaken = "grant_taken",
        CaseRead = "case_read",
        DocumentRead = "document_read",
        Searched = "searched",
        CitizenRead = "citizen_read",
        CitizenRevealed = "citizen_revealed",
        CitizenLogRead = "citizen_log_read",
        GlassBroken = "glass_broken",
        CaseAccessGiven = "case_access_given",
        CaseAccessTaken = "case_access_taken",
        CaseAccessReviewed = "case_access_reviewed",
        CaseTeamFormed = "case_team_formed",
        CaseTeamEnded = "case_team_ended",
        ExcludedFromCase = "excluded_from_case",
        OpenSubjectChanged = "open_subject_changed",
        EmploymentChanged = "employment_changed",
        DocumentSearched = "document_searched",
        CaseCreated = "case_created",
        CaseChanged = "case_changed",
        CaseRelated = "case_related",
        CaseUnrelated = "case_unrelated",
        CaseLogRead = "case_log_read",
        JournalRead = "journal_read",
        NoteBegun = "note_begun",
        NoteDiscarded = "note_discarded",
        NoteJournalised = "note_journalised",
        PinPut = "pin_put",
        PinRemoved = "pin_removed",
        AuditVerified = "audit_verified",
        SettingChanged = "setting_changed",
        WordListChanged = "word_list_changed",
        CheckRulesChanged = "check_rules_changed",
        PastTextSearched = "past_text_searched",
        DeadlineAdded = "deadline_added",
        DeadlineChanged = "deadline_changed",
        DeadlineWorkNoted = "deadline_work_noted",
        DeadlineLawChanged = "deadline_law_changed",
        DeadlinesMoved = "deadlines_moved",
        DeadlinesExported = "deadlines_exported",
        IntakeStarted = "intake_started",
        IntakeFilesAdded = "intake_files_added",
        IntakeRead = "intake_read",
        IntakeFileOpened = "intake_file_opened",
        IntakeFilesDecided = "intake_files_decided",
        IntakeHiddenDecided = "intake_hidden_decided",
        IntakePasswordGiven = "intake_password_given",
        IntakeExported = "intake_exported",
        IntakeFiled = "intake_filed",
        IntakeRemoved = "intake_removed",
        PlatformConnected = "platform_connected",
        IndexQueued = "index_queued",
        IndexRemovalQueued = "index_removal_queued",
        IndexSent = "index_sent",
        IndexAskedAbout = "index_asked_about",
        IndexTitleMended = "index_title_mended",
        LetterWritten = "letter_written",
        LetterSent = "letter_sent",
        LetterDecided = "letter_decided",
        TaskCreated = "task_created",
        TaskRead = "task_read",
        TaskChanged = "task_changed",
        TaskCommented = "task_commented",
        TasksAssigned = "tasks_assigned",
        TemplateChanged = "template_changed",
        TemplateFilled = "template_filled",
        TemplateLetterMade = "template_letter_made",
        PlatformEventDismissed = "platform_event_dismissed",
        IndexStepSettled = "index_step_settled",
        IndexDifferencesMended = "index_differences_mended",
        IndexBegun = "index_begun",
        SourcesAsked = "sources_asked",
        SourceSaved = "source_saved",
        SourceTried = "source_tried",
        SourceRemoved = "source_removed",
        DocumentFetched = "document_fetched",
        CaseOpenedInSource = "case_opened_in_source",
        PlanFetched = "plan_fetched",
        PlanLoaded = "plan_loaded",
        UnitsFetched = "units_fetched",
        AktindsigtRegistered = "aktindsigt_registered",
        AktindsigtRead = "aktindsigt_read",
        AktindsigtChanged = "aktindsigt_changed",
        AktindsigtRegimesChosen = "aktindsigt_regimes_chosen",
        AktindsigtTimeLogged = "aktindsigt_time_logged",
        AktindsigtNarrowed = "aktindsigt_narrowed",
        AktindsigtReviewed = "aktindsigt_reviewed",
        AktindsigtForwarded = "aktindsigt_forwarded",
        AktindsigtWithdrawn = "aktindsigt_withdrawn",
        AktindsigtRefused = "aktindsigt_refused",
        AktindsigtReopened = "aktindsigt_reopened",
        AktindsigtCollected = "aktindsigt_collected",
        AktindsigtItemsRead = "aktindsigt_items_read",
        AktindsigtItemsDecided = "aktindsigt_items_decided",
        AktindsigtItemChanged = "aktindsigt_item_changed",
        AktindsigtItemsRenumbered = "aktindsigt_items_renumbered",
        AktindsigtReviewOpened = "aktindsigt_review_opened",
        AktindsigtPagesOpened = "aktindsigt_pages_opened",
        AktindsigtPageRead = "aktindsigt_page_read",
        AktindsigtMarked = "aktindsigt_marked",
        AktindsigtMarkedEverywhere = "aktindsigt_marked_everywhere",
        AktindsigtAnswerUndone = "aktindsigt_answer_undone",
        AktindsigtSearched = "aktindsigt_searched",
        AktindsigtPageNoted = "aktindsigt_page_noted",
        AktindsigtNoteSettled = "aktindsigt_note_settled",
        AktindsigtChecked = "aktindsigt_checked",
        AktindsigtDoubtAccepted = "aktindsigt_doubt_accepted",
        BackupMade = "backup_made",
        BackupRestored = "backup_restored",
        KeyRotated = "key_rotated",
        PassphraseChanged = "passphrase_changed",
        StoreChecked = "store_checked",
        SearchRebuilt = "search_rebuilt",
        DemoLoaded = "demo_loaded",
    }
}

/// One line for the log. There is no place in it for text: what a person wrote or is called stays
/// where its access rules are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    pub employee: Option<EmployeeId>,
    pub act: AuditAct,
    pub subject: Option<(&'static str, Uuid)>,
    pub details: Vec<(&'static str, AuditDetail)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditDetail {
    Code(&'static str),
    Id(Uuid),
    Count(u64),
    Day(NaiveDate),
}

impl AuditRecord {
    pub fn new(employee: impl Into<Option<EmployeeId>>, act: AuditAct) -> Self {
        Self {
            employee: employee.into(),
            act,
            subject: None,
            details: Vec::new(),
        }
    }

    #[must_use]
    pub fn about(mut self, kind: &'static str, id: Uuid) -> Self {
        self.subject = Some((kind, id));
        self
    }

    #[must_use]
    pub fn with(mut self, key: &'static str, detail: AuditDetail) -> Self {
        self.details.push((key, detail));
        self
    }
}
