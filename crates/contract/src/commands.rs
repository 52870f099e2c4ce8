/// Everything a door can ask for, in one list: the door's name for it, the request, the reply.
///
/// From this list come the window's commands and permissions, the development backend's routes and
/// the TypeScript client, so none can drift from the others. `open` commands work without a session.
#[macro_export]
macro_rules! every_command {
    ($then:path) => {
        $then! {
            open desk_state(Nothing) -> DeskState;
            open retry_opening(Nothing) -> DeskState;
            open give_passphrase(GivePassphrase) -> DeskState;
            open restore_backup(RestoreBackup) -> DeskState;
            open create_first_administrator(CreateFirstAdministrator) -> SignedIn;
            open sign_in(SignIn) -> SignedIn;
            open unlock(Unlock) -> SignedIn;
            open lock(Nothing) -> Nothing;
            open sign_out(Nothing) -> Nothing;
            open support_report(Nothing) -> SupportReport;

            signed_in change_own_password(ChangeOwnPassword) -> Nothing;
            signed_in keep_awake(Nothing) -> Nothing;

            signed_in my_day(Nothing) -> MyDay;
            signed_in list_cases(ListCases) -> CasePage;
            signed_in show_case(OpenCase) -> CaseDetail;
            signed_in create_case(CreateCase) -> CreatedCase;
            signed_in change_case(ChangeCase) -> ChangedCase;
            signed_in preview_case_change(ChangeCase) -> ChangedCase;
            signed_in find_parties(FindParties) -> FoundParties;
            signed_in find_subjects(FindSubjects) -> FoundSubjects;
            signed_in case_timeline(CaseTimeline) -> TimelinePage;
            signed_in case_log(CaseLog) -> CaseLogPage;
            signed_in relate_cases(RelateCases) -> RelatedCases;
            signed_in unrelate_cases(RelateCases) -> RelatedCases;
            signed_in list_notes(ShowCase) -> Journal;
            signed_in save_note_draft(SaveNoteDraft) -> SavedNoteDraft;
            signed_in discard_note_draft(DiscardNoteDraft) -> Journal;
            signed_in journalise_note(JournaliseNote) -> Journal;
            signed_in show_document(ShowDocument) -> DocumentPages;
            signed_in search_document(SearchDocument) -> PageHits;
            signed_in list_pins(ShowDocument) -> Pins;
            signed_in put_pin(PutPin) -> Pins;
            signed_in remove_pin(RemovePin) -> Pins;
            signed_in choices(Nothing) -> Choices;
            signed_in team_load(Nothing) -> TeamLoad;

            signed_in search_everywhere(SearchEverywhere) -> SearchHits;
            signed_in show_citizen(ShowCitizen) -> CitizenOverview;
            signed_in reveal_citizen(RevealCitizen) -> Revealed;
            signed_in citizen_access_log(ShowCitizen) -> CitizenAccessLog;
            signed_in print_access_log(PrintAccessLog) -> ExportedFile;

            signed_in break_glass(BreakGlass) -> BrokenGlass;
            signed_in list_case_access(Nothing) -> CaseAccessList;
            signed_in open_case_to(OpenCaseTo) -> CaseAccessList;
            signed_in form_case_team(FormCaseTeam) -> CaseAccessList;
            signed_in end_case_team(EndCaseTeam) -> CaseAccessList;
            signed_in take_case_access(TakeCaseAccess) -> CaseAccessList;
            signed_in review_case_access(ReviewCaseAccess) -> CaseAccessList;
            signed_in exclude_from_case(ExcludeFromCase) -> Nothing;
            signed_in open_subjects(Nothing) -> OpenSubjects;
            signed_in change_open_subject(ChangeOpenSubject) -> OpenSubjects;
            signed_in employments(ShowPerson) -> Employments;
            signed_in put_employment(PutEmployment) -> Employments;

            signed_in list_deadlines(ListDeadlines) -> DeadlinePage;
            signed_in count_deadlines(ListDeadlines) -> DeadlineCounts;
            signed_in group_deadlines(GroupDeadlines) -> DeadlineGroups;
            signed_in deadline_rules(Nothing) -> DeadlineRules;
            signed_in case_deadlines(ShowCase) -> CaseDeadlines;
            signed_in show_deadline(ShowDeadline) -> DeadlineDetail;
            signed_in preview_deadline(AddDeadline) -> ExplainedDeadline;
            signed_in preview_change(ChangeDeadline) -> ExplainedDeadline;
            signed_in add_deadline(AddDeadline) -> DeadlineDetail;
            signed_in change_deadline(ChangeDeadline) -> DeadlineDetail;
            signed_in calendar_file(Nothing) -> CalendarFile;
            signed_in draft_delay_letter(DraftDelayLetter) -> DelayLetterDraft;
            signed_in deadline_work(ShowDeadline) -> DeadlineWork;
            signed_in note_deadline_work(NoteDeadlineWork) -> DeadlineWork;
            signed_in deadline_law(Nothing) -> DeadlineLaw;
            signed_in preview_deadline_law(PreviewDeadlineLaw) -> DeadlineLawPreview;
            signed_in change_deadline_law(ChangeDeadlineLaw) -> DeadlineLaw;
            signed_in moved_deadlines(Nothing) -> MovedDeadlines;
            signed_in move_deadlines(MoveDeadlines) -> MovedDeadlines;
            signed_in export_deadlines(ExportDeadlines) -> ExportedFile;

            signed_in list_intakes(ShowCase) -> Intakes;
            signed_in start_intake(StartIntake) -> IntakeDetail;
            signed_in add_to_intake(AddToIntake) -> IntakeDetail;
            signed_in show_intake(ShowIntake) -> IntakeDetail;
            signed_in steer_intake(SteerIntake) -> IntakeDetail;
            signed_in list_intake_files(ListIntakeFiles) -> IntakeFiles;
            signed_in show_intake_file(ShowIntakeFile) -> IntakeFileDetail;
            signed_in decide_intake_files(DecideFiles) -> IntakeDetail;
            signed_in decide_intake_hidden(DecideHidden) -> IntakeDetail;
            signed_in decide_quoted_mail(DecideQuotedMail) -> IntakeDetail;
            signed_in dismiss_lapsed_decisions(DismissLapsedDecisions) -> IntakeDetail;
            signed_in give_intake_password(GiveIntakePassword) -> IntakeDetail;
            signed_in read_intake_again(ReadAgain) -> IntakeDetail;
            signed_in remove_intake(RemoveIntake) -> Intakes;
            signed_in intake_threads(ShowIntake) -> IntakeThreads;
            signed_in export_intake(ExportIntake) -> ExportedFile;
            signed_in preview_intake_filing(FileDocuments) -> FilingPreview;
            signed_in file_intake_documents(FileDocuments) -> FiledDocuments;

            signed_in list_letters(ShowCase) -> Letters;
            signed_in decide_letter(DecideLetter) -> Letters;

            signed_in register_aktindsigt(RegisterAktindsigt) -> RegisteredAktindsigt;
            signed_in list_aktindsigter(ListAktindsigter) -> AktindsigtPage;
            signed_in show_aktindsigt(ShowAktindsigt) -> AktindsigtDetail;
            signed_in change_aktindsigt(ChangeAktindsigt) -> AktindsigtDetail;
            signed_in propose_regimes(ProposeRegimes) -> ProposedRegimes;
            signed_in choose_regimes(ChooseRegimes) -> AktindsigtDetail;
            signed_in log_time(LogTime) -> AktindsigtDetail;
            signed_in act_on_aktindsigt(ActOnAktindsigt) -> AktindsigtDetail;
            signed_in collect_items(CollectItems) -> CollectedItems;
            signed_in list_items(ListItems) -> ItemPage;
            signed_in decide_items(DecideItems) -> DecidedItems;
            signed_in change_item(ChangeItem) -> ItemRow;
            signed_in renumber_items(RenumberItems) -> ItemPage;
            signed_in list_bases(ListBases) -> Bases;
            signed_in open_review(OpenReview) -> Review;
            signed_in list_review_findings(ListReviewFindings) -> ReviewFindings;
            signed_in show_review_page(ShowReviewPage) -> ReviewPage;
            signed_in answer_review(AnswerReview) -> ReviewAnswered;
            signed_in preview_everywhere(PreviewEverywhere) -> EverywherePreview;
            signed_in mark_everywhere(MarkEverywhere) -> ReviewAnswered;
            signed_in undo_review_answer(UndoReviewAnswer) -> ReviewAnswered;
            signed_in look_at_page(LookAtPage) -> LookedAtPage;
            signed_in note_on_page(NoteOnPage) -> PageNotes;
            signed_in settle_page_note(SettlePageNote) -> PageNotes;
            signed_in check_consistency(CheckConsistency) -> ConsistencyReport;
            signed_in accept_doubt(AcceptDoubt) -> ConsistencyReport;

            signed_in list_tasks(ListTasks) -> TaskPage;
            signed_in count_tasks(ListTasks) -> TaskCounts;
            signed_in show_task(ShowTask) -> TaskDetail;
            signed_in preview_task_due(PreviewTaskDue) -> PreviewedTaskDue;
            signed_in create_task(CreateTask) -> TaskDetail;
            signed_in change_task(ChangeTask) -> TaskDetail;
            signed_in comment_task(CommentTask) -> TaskDetail;
            signed_in assign_tasks(AssignTasks) -> AssignedTasks;
            signed_in list_task_templates(Nothing) -> TaskTemplates;
            signed_in save_task_template(SaveTaskTemplate) -> TaskTemplates;
            signed_in retire_task_template(RetireTaskTemplate) -> TaskTemplates;

            signed_in list_templates(Nothing) -> Templates;
            signed_in show_template(ShowTemplate) -> TemplateDetail;
            signed_in template_versions(ShowTemplate) -> TemplateVersions;
            signed_in compare_templates(CompareTemplates) -> ComparedTemplates;
            signed_in check_template(CheckTemplate) -> CheckedTemplate;
            signed_in save_template(SaveTemplate) -> Templates;
            signed_in retire_template(RetireTemplate) -> Templates;
            signed_in preview_template(PreviewTemplate) -> PreviewedTemplate;
            signed_in make_letter(MakeLetter) -> MadeLetter;

            signed_in list_saved_filters(ListSavedFilters) -> SavedFilters;
            signed_in save_filter(SaveFilter) -> SavedFilters;
            signed_in remove_saved_filter(RemoveSavedFilter) -> SavedFilters;

            signed_in index_health(Nothing) -> IndexHealth;
            signed_in list_index_steps(ListIndexSteps) -> IndexSteps;
            signed_in gate_index_title(MendIndexTitle) -> GatedTitle;
            signed_in mend_index_title(MendIndexTitle) -> GatedTitle;
            signed_in settle_index_step(SettleIndexStep) -> Nothing;
            signed_in dry_run_index(DryRunIndex) -> IndexDryRun;
            signed_in start_index_work(StartIndexWork) -> JobStarted;
            signed_in index_differences(Nothing) -> IndexDifferences;
            signed_in mend_index_differences(MendIndexDifferences) -> IndexDifferences;
            signed_in platform_connection(Nothing) -> PlatformConnection;
            signed_in connect_platform(ConnectPlatform) -> PlatformConnection;
            signed_in try_platform(Nothing) -> TriedConnection;

            signed_in ask_sources_about(AskSourcesAbout) -> SourcesAsked;
            signed_in case_source(ShowCase) -> CaseSource;
            signed_in open_in_source(ShowCase) -> Nothing;
            signed_in list_sources(Nothing) -> Sources;
            signed_in show_source(ShowSource) -> SourceDetail;
            signed_in check_source_mapping(CheckSourceMapping) -> CheckedMapping;
            signed_in save_source(SaveSource) -> Sources;
            signed_in try_source(TrySource) -> TriedSource;
            signed_in remove_source(RemoveSource) -> Sources;

            signed_in list_people(Nothing) -> People;
            signed_in add_person(AddPerson) -> PersonRow;
            signed_in change_person(ChangePerson) -> PersonRow;
            signed_in reset_password(ResetPassword) -> Nothing;
            signed_in give_grant(GiveGrant) -> PersonRow;
            signed_in take_grant(TakeGrant) -> PersonRow;

            signed_in list_audit(ListAudit) -> AuditPage;
            signed_in verify_audit(VerifyAudit) -> AuditVerdict;

            signed_in list_settings(Nothing) -> Settings;
            signed_in change_setting(ChangeSetting) -> Settings;

            signed_in check_text(CheckText) -> CheckedText;
            signed_in open_text(CheckText) -> OpenedText;
            signed_in edit_text(EditText) -> EditedText;
            signed_in close_text(CloseText) -> Nothing;
            signed_in measure_check(Nothing) -> MeasuredCheck;
            signed_in word_list(Nothing) -> WordListState;
            signed_in change_word(ChangeWord) -> WordListState;
            signed_in preview_word(PreviewWord) -> WordPreview;
            signed_in import_word_list(ImportWordList) -> ImportedWordList;
            signed_in export_word_list(Nothing) -> ExportedWordList;
            signed_in restore_word_list(RestoreWordList) -> WordListState;
            signed_in check_rules(Nothing) -> CheckRules;
            signed_in change_check_rule(ChangeCheckRule) -> CheckRules;
            signed_in preview_check_rule(PreviewCheckRule) -> CheckRulePreview;
            signed_in restore_check_rules(RestoreCheckRules) -> CheckRules;
            signed_in check_versions(Nothing) -> CheckVersions;
            signed_in show_check_version(ShowCheckVersion) -> CheckVersionChanges;

            signed_in storage_state(Nothing) -> StorageState;
            signed_in start_backup(StartBackup) -> JobStarted;
            signed_in start_store_check(Nothing) -> JobStarted;
            signed_in start_search_rebuild(Nothing) -> JobStarted;
            signed_in rotate_key(Nothing) -> StorageState;
            signed_in change_passphrase(ChangePassphrase) -> Nothing;
            signed_in list_jobs(Nothing) -> Jobs;
            signed_in cancel_job(CancelJob) -> Nothing;
        }
    };
}

macro_rules! names {
    ($($door:ident $name:ident($request:ident) -> $reply:ident;)*) => {
        /// For the window's permission list.
        pub const COMMAND_NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}
every_command!(names);
