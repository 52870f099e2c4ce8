// Generated from crates/contract by `cargo xtask bindings`. Do not edit by hand.

export type AcceptDoubt = { 
/**
 * The request.
 */
id: string, 
/**
 * Those that are answered for in one go.
 */
keys: Array<string>, reason: string, };

export type AcceptedDoubtRow = { by: string, at: string, reason: string, };

export type AccessReview = { by: string, at: string, isJustified: boolean, note: string, };

export type ActOnAktindsigt = { id: string, version: number, act: AktindsigtAct, };

export type AddDeadline = { caseId: string, rule: string, 
/**
 * `YYYY-MM-DD`, or as Danes write it.
 */
start: string, 
/**
 * `HH:MM`, where the rule runs by the hour.
 */
startTime: string | null, 
/**
 * The day that somebody sets, where the law sets none.
 */
chosen: string | null, 
/**
 * What it is about, where a case has several of a kind.
 */
about: string, 
/**
 * *Delafgørelse*: the deadline this is a part of; it begins when that began.
 */
partOf: string | null, };

export type AddPerson = { name: string, username: string, unitId: string | null, 
/**
 * Told to the person once; it must be changed at the first sign-in.
 */
firstPassword: string, };

export type AddToIntake = { id: string, offer: string, };

export type AktindsigtAct = { "kind": "narrow", note: string, theme: string, } | { "kind": "review" } | { "kind": "forward", to: string, why: string, } | { "kind": "withdraw", why: string, } | { "kind": "refuse", ground: RefusalGround, why: string, } | { "kind": "reopen", why: string, };

export type AktindsigtDetail = { id: string, case: CaseRow, state: AktindsigtState, isOpen: boolean, registeredAt: string, registeredBy: string, receivedOn: string, facts: AktindsigtFacts, cprMasked: string | null, identityBy: string | null, identityAt: string | null, 
/**
 * The cases asked for that are within reach.
 */
cases: Array<CaseRow>, 
/**
 * What the facts, as they are told now, point at.
 */
proposal: ProposedRegimes, regimes: Array<ChosenRegimeRow>, deadlines: Array<DeadlineRow>, hours: AktindsigtHours, time: Array<TimeRow>, items: ItemCounts, log: Array<AktindsigtLogRow>, wasNarrowed: boolean, version: number, mayChange: boolean, };

export type AktindsigtFacts = { receivedHow: ReceivedHow, role: ApplicantRole, name: string, 
/**
 * As it is written, with or without a hyphen. It is never told back: nothing leaves it as it is, and an empty one
 * takes it away.
 */
cpr: string | null, contact: string, 
/**
 * Whom the applicant acts for: the party, the child, the deceased.
 */
onBehalfOf: string, 
/**
 * `None` until it has been made sure.
 */
identity: IdentityCheck | null, 
/**
 * The power of attorney: a document of the request's own case.
 */
authorityDocumentId: string | null, 
/**
 * The request as it came.
 */
text: string, theme: string, wantedForm: WantedForm, 
/**
 * `None` where nobody has said whether a decision is made in the case.
 */
isDecision: boolean | null, matters: Array<ItemMatter>, };

export type AktindsigtHours = { search: number, review: number, 
/**
 * What the newest estimate says is left.
 */
left: number, 
/**
 * From how many minutes on it may be refused for its effort; nothing where the rules know no such limit.
 */
most: number | null, isBeyond: boolean, };

export type AktindsigtLetter = { kind: AktindsigtLetterKind, text: string, 
/**
 * The day it bears.
 */
dated: string, writtenAt: string, writtenBy: string, 
/**
 * A person changed what the program had drafted.
 */
isEdited: boolean, 
/**
 * From what is written to what the program would draft now; empty where nothing has changed since it was drafted.
 */
wouldBe: Array<TextPart>, 
/**
 * What keeps it from being set: places that are to be written.
 */
faults: Array<TemplateFault>, 
/**
 * What the quality check found, with everybody known whom the cases are about.
 */
findings: Array<FindingRow>, version: number, mayChange: boolean, };

export type AktindsigtLetterKind = "decision" | "receipt" | "refusal" | "forwarding" | "breach";

export type AktindsigtLogRow = { number: number, at: string, by: string, 
/**
 * `registered`, `changed`, `regimes_chosen`, `time_logged`, `narrow`, `review`, `forward`, `withdraw`, `refuse`,
 * `reopen`, `collected`, `decided`, `item_changed`, `renumbered`, `letter_drafted`, `letter_saved`,
 * `sent_to_approval`, `approved`, `returned`, `commented`, `stopped`, `stop_answered`, `bundle_built`, `released`,
 * `delivered`, `recalled`.
 */
kind: string, 
/**
 * A code, or a number of documents.
 */
detail: string | null, text: string | null, };

export type AktindsigtPage = { rows: Array<AktindsigtRow>, total: number, 
/**
 * True when counting stopped early: show "mere end N".
 */
totalIsAtLeast: boolean, };

export type AktindsigtRow = { id: string, caseId: string, caseNumber: string, caseTitle: string, sensitivity: Sensitivity, responsible: string | null, state: AktindsigtState, role: ApplicantRole, applicant: string, theme: string, receivedOn: string, 
/**
 * The soonest of its deadlines that still runs.
 */
due: string | null, isLate: boolean, 
/**
 * A deadline runs that has no day: it stands still, or it is *snarest*.
 */
isDueUnknown: boolean, };

export type AktindsigtShown = "open" | "closed" | "all";

export type AktindsigtState = "received" | "collecting" | "reviewing" | "awaiting_approval" | "released_in_part" | "released" | "refused" | "forwarded" | "withdrawn";

export type AktindsigtTimeKind = "search" | "review" | "estimate";

export type AnswerOutcome = "considered" | "does_not_arise";

export type AnswerReleaseStop = { id: string, number: number, answer: string, };

export type AnswerReview = { id: string, 
/**
 * From the newest stack: who answered at the same place after that was first.
 */
seen: number, places: Array<ReviewPlace>, answer: ReviewDecision, };

export type ApplicantRole = "party" | "representative" | "parent_with_custody" | "child" | "journalist" | "anyone" | "data_subject" | "relative_of_deceased";

export type ApprovalRow = { number: number, state: ApprovalState, isPart: boolean, 
/**
 * Letter, list or marks are not what was sent: what was approved is approved no more.
 */
isBehind: boolean, sentAt: string, sentBy: string, sentText: string, settledAt: string | null, settledBy: string | null, settledText: string, };

export type ApprovalState = "waiting" | "approved" | "returned" | "taken_back" | "used";

export type ApproveRelease = { id: string, 
/**
 * The one that was looked at.
 */
number: number, note: string, };

export type AskSourcesAbout = { citizenId: string | null, caseId: string | null, };

export type AskedSource = { 
/**
 * `own`, `index`, or the id of a mapped source.
 */
id: string, 
/**
 * As the system is called on the cases that come from it.
 */
name: string, kind: SourceKind, state: AskedState, trouble: SourceTrouble | null, 
/**
 * The field of the answer that is to blame, as the mapping names it.
 */
field: string | null, 
/**
 * Cases of this source within the asker's reach: those that came, or where it did not answer, those from before.
 */
cases: number, 
/**
 * What came and lacked a field that every case must have. It is not kept.
 */
incomplete: number, 
/**
 * When it last answered (UTC).
 */
fetchedAt: string | null, };

export type AskedState = "ok" | "failed" | "not_connected" | "hung";

export type AssignTasks = { 
/**
 * At most 500.
 */
ids: Array<string>, to: TaskAssignee, };

export type AssignedTasks = { assigned: number, 
/**
 * Done already, given to the same before, or on a case that whoever was to have it does not see.
 */
left: number, };

export type AuditPage = { rows: Array<AuditRow>, total: number, 
/**
 * Every act the log knows, for the filter.
 */
acts: Array<string>, };

export type AuditRow = { number: number, at: string, employeeId: string | null, employee: string | null, act: string, subjectKind: string | null, subjectId: string | null, 
/**
 * Codes only, as `key=value`.
 */
details: Array<string>, fingerprint: string, };

export type AuditVerdict = { intact: boolean, rows: number, 
/**
 * The first row that does not fit its neighbours.
 */
brokenAt: number | null, 
/**
 * `None` when no receipt was given.
 */
receiptFits: boolean | null, 
/**
 * What to write down today.
 */
receipt: string, };

export type Bases = { 
/**
 * Those mostly used first.
 */
rows: Array<BasisRow>, };

export type BasisAnswer = { requirement: BasisRequirement, outcome: AnswerOutcome, text: string, };

export type BasisForce = "must" | "may";

export type BasisLevel = "case" | "document" | "item";

export type BasisRequirement = "extraction" | "open_internal" | "more_openness" | "hearing" | "weighing" | "decisive_weight" | "rest" | "provision";

export type BasisRow = { id: string, paragraph: string, label: string, name: Named, level: BasisLevel, force: BasisForce, 
/**
 * What is to be answered when a part of a document is withheld on it, and when all of it is.
 */
asksOfAPart: Array<BasisRequirement>, asksOfTheWhole: Array<BasisRequirement>, 
/**
 * The questions among those that an answer in words belongs to.
 */
asksForWords: Array<BasisRequirement>, test: Named | null, 
/**
 * A first wording, in Danish.
 */
standardReason: string, isUsual: boolean, source: string, 
/**
 * Somebody has seen its wording.
 */
isVerified: boolean, verifiedOn: string, };

export type BenefitRow = { name: string, from: string | null, to: string | null, amount: string | null, frequency: string | null, caseId: string | null, owner: string | null, source: string, fetchedAt: string, };

export type BreakGlass = { 
/**
 * The whole case number or CPR number: nobody can look around by guessing.
 */
number: string, purpose: LookPurpose, 
/**
 * In the person's own words; somebody reads it afterwards.
 */
reason: string, };

export type BrokenGlass = { cases: Array<CaseRow>, 
/**
 * When it ends by itself.
 */
until: string, };

export type BuildBundle = { id: string, form: BundleForm, isPart: boolean, };

export type BundleDoubt = { 
/**
 * A code: `still_read`, `list_betrays`, `still_there`, `act_changed`, `not_covered`, or why a file cannot be drawn.
 */
why: string, 
/**
 * The act it is about.
 */
number: number | null, page: number | null, reader: string | null, count: number, };

export type BundleFileRow = { name: string, pages: number, 
/**
 * A number of bytes.
 */
size: number, fingerprint: string, };

export type BundleForm = "bundle" | "separate";

export type BundleRow = { id: string, form: BundleForm, 
/**
 * It was made of something else than what is there now.
 */
isBehind: boolean, builtAt: string, builtBy: string, acts: number, pages: number, marks: number, 
/**
 * Nothing that is covered was found in it.
 */
isClean: boolean, verified: BundleVerification, files: Array<BundleFileRow>, };

export type BundleVerification = { 
/**
 * Covered texts that were looked for.
 */
texts: number, 
/**
 * Who looked.
 */
readers: Array<string>, 
/**
 * Who could not be asked.
 */
notAsked: Array<string>, 
/**
 * Where something that is covered can still be read, or could not be covered.
 */
doubts: Array<BundleDoubt>, 
/**
 * What a released file must not contain, by name.
 */
forbidden: Array<string>, streamsNotUnpacked: number, 
/**
 * Rules of PDF/UA-1 and PDF/A-2a that are broken.
 */
brokenRules: Array<string>, 
/**
 * Pages of files that are too large to be held against those rules as a whole: their parts were.
 */
pagesCheckedInParts: number, 
/**
 * Places that were covered beyond those marked, because the same text stands there.
 */
coveredBeyond: number, 
/**
 * Texts that could not be looked for on a page, because somebody keeps the same text on it.
 */
keptBeside: number, 
/**
 * Pages that are shown as images of themselves.
 */
pagesAsImages: number, 
/**
 * Marks that are as wide as what they cover.
 */
tellingMarks: number, };

export type CalendarFile = { name: string, deadlines: number, text: string, };

export type CancelJob = { jobId: string, };

export type CaseAccessKind = "named" | "team" | "break_glass";

export type CaseAccessList = { 
/**
 * Emergencies that nobody has looked at afterwards come first.
 */
rows: Array<CaseAccessRow>, toReview: number, teams: Array<CaseTeamRow>, };

export type CaseAccessRow = { id: string, kind: CaseAccessKind, caseId: string, caseNumber: string, person: string, givenBy: string, reason: string, from: string, to: string, isOver: boolean, team: string | null, review: AccessReview | null, 
/**
 * It waits for somebody to look at it, and nobody judges herself.
 */
mayReview: boolean, };

export type CaseDeadline = { row: DeadlineRow, 
/**
 * The deadline it is a part of.
 */
partOf: string | null, };

export type CaseDeadlines = { rows: Array<CaseDeadline>, mayChange: boolean, };

export type CaseDetail = { row: CaseRow, parties: Array<PartyRow>, documents: Array<DocumentRow>, standing: CaseStanding, };

export type CaseHit = { row: CaseRow, number: MarkedText, title: MarkedText, citizen: MarkedText, };

export type CaseLog = { id: string, 
/**
 * Lines before this number; `None` begins at the newest.
 */
before: number | null, 
/**
 * At most 200.
 */
limit: number, };

export type CaseLogPage = { rows: Array<AuditRow>, 
/**
 * What the rows' subjects are called, of those that have a name of their own: tasks and documents.
 */
subjects: Array<LogSubject>, hasMore: boolean, };

export type CaseNews = { caseId: string, what: CaseNewsWhat, 
/**
 * Nobody, where it came from another system.
 */
employeeId: string | null, at: string, };

export type CaseNewsWhat = "facts" | "status" | "journal" | "documents" | "pins" | "deadlines" | "letters" | "intakes" | "relations" | "tasks" | "aktindsigt" | "source";

export type CasePage = { rows: Array<CaseRow>, 
/**
 * How many rows match, counted no further than `total_is_at_least` says.
 */
total: number, 
/**
 * True when counting stopped early: show "mere end N".
 */
totalIsAtLeast: boolean, };

export type CaseRelation = "precedes" | "follows" | "whole" | "part" | "same_matter";

export type CaseRow = { id: string, number: string, title: string, kle: string, kleTitle: string | null, status: CaseStatus, sensitivity: Sensitivity, unit: string, responsible: string | null, citizen: string | null, 
/**
 * `YYYY-MM-DD`.
 */
opened: string, due: string | null, isLate: boolean, documents: number, 
/**
 * Where the row comes from and when it was fetched (UTC), so that nobody takes old for new.
 */
source: string, fetchedAt: string, };

export type CaseSort = "newest_first" | "oldest_first" | "due_first" | "case_number" | "title";

export type CaseSource = { 
/**
 * The source's own id; nothing where nobody is joined to it.
 */
id: string | null, name: string, kind: SourceKind, capabilities: Array<SourceCapability>, 
/**
 * When it was last fetched (UTC).
 */
fetchedAt: string, 
/**
 * When somebody asked and it was not there any more (UTC).
 */
goneAt: string | null, 
/**
 * Documents whose bytes are fetched when they are opened.
 */
documentsToFetch: Array<string>, 
/**
 * The shared index shows the same case of the same system: it stands here once.
 */
isInIndexToo: boolean, };

export type CaseStanding = { 
/**
 * Sent back with a change: `conflict` when somebody else changed it in between.
 */
version: number, unitId: string, teamId: string | null, responsibleId: string | null, 
/**
 * Of a unit that is in charge of it, where the master knows more than we do.
 */
sourceUnit: string | null, sourceHandler: string | null, 
/**
 * It is ours, and whoever asks works on it.
 */
mayChange: boolean, 
/**
 * Whoever asks may write in its journal, put pins on its pages, relate it to others.
 */
mayWork: boolean, 
/**
 * When each step was taken, the oldest first. The first is when it was opened.
 */
steps: Array<CaseStep>, related: Array<RelatedCaseRow>, };

export type CaseStatus = "opstaaet" | "oplyst" | "afgjort" | "bestilt" | "udfoert" | "afsluttet";

export type CaseStep = { status: CaseStatus, 
/**
 * A day or an instant (UTC).
 */
at: string, by: string | null, };

export type CaseTeamRow = { id: string, name: string, purpose: string, until: string, isOver: boolean, people: Array<string>, cases: Array<string>, };

export type CaseTimeline = { id: string, 
/**
 * Where the last page ended, as it was told.
 */
before: string | null, 
/**
 * At most 200.
 */
limit: number, };

export type CertificateFacts = { name: string, validFrom: string, validUntil: string, 
/**
 * Negative when it is over.
 */
daysLeft: number, 
/**
 * From 60 days before its end: a new one takes weeks to get.
 */
isEnding: boolean, };

export type ChangeAktindsigt = { id: string, version: number, facts: AktindsigtFacts, 
/**
 * Cases that are asked for too. None is taken away: what was collected from it stays.
 */
addCaseIds: Array<string>, };

export type ChangeCase = { id: string, version: number, title: string, 
/**
 * A subject, with all its parts: `27.18.02`.
 */
kle: string, status: CaseStatus, sensitivity: Sensitivity, unitId: string, teamId: string | null, responsibleId: string | null, due: string | null, 
/**
 * Everybody who is to be in it, at most 50; whoever is in it and not here goes.
 */
parties: Array<NewParty>, };

export type ChangeCheckRule = { id: string, informs: Array<CheckOccasion>, 
/**
 * Whoever eases a rule says why.
 */
why: string, version: number, };

export type ChangeDeadline = { id: string, version: number, change: DeadlineChange, };

export type ChangeDeadlineLaw = { law: ProposedLaw, why: string, version: number, 
/**
 * How many days were shown to move. Where others would move now, nothing is changed.
 */
moves: number, };

export type ChangeItem = { 
/**
 * The request.
 */
aktindsigtId: string, id: string, version: number, change: ItemChange, };

export type ChangeOpenSubject = { kle: string, 
/**
 * Nothing takes the subject away again.
 */
upTo: Sensitivity | null, };

export type ChangeOwnPassword = { current: string, new: string, };

export type ChangePassphrase = { current: string, new: string, };

export type ChangePerson = { id: string, name: string, unitId: string | null, active: boolean, };

export type ChangeSetting = { key: string, 
/**
 * `None` goes back to the default.
 */
value: string | null, };

export type ChangeTask = { id: string, version: number, change: TaskChange, };

export type ChangeWord = { row: WordRow, remove: boolean, why: string, 
/**
 * The version the person saw: somebody else's change in between is not overwritten.
 */
version: number, };

export type ChangedCase = { 
/**
 * How many values are others than before; nothing is changed where the title would be held back.
 */
changes: number, 
/**
 * Of a new title.
 */
title: GatedTitle | null, 
/**
 * Whoever changed it sees it no more: it lies elsewhere now, or is more guarded.
 */
isOutOfReach: boolean, 
/**
 * Open deadlines that were set under the subject it lay under: they stay as they are, and somebody must look at them.
 */
deadlines: Array<DeadlineLeft>, };

export type CheckConsistency = { 
/**
 * The request.
 */
id: string, };

export type CheckOccasion = "writing" | "title" | "public_access" | "own_access" | "party_access" | "data_protection" | "environment" | "health_record";

export type CheckPurpose = "writing" | "release" | "title";

export type CheckRegime = "public_access" | "own_access" | "party_access" | "data_protection" | "environment" | "health_record";

export type CheckRuleKind = "fixed" | "while_writing" | "anywhere" | "by_the_list" | "never_warns";

export type CheckRulePreview = { 
/**
 * What the rule finds in what is kept already.
 */
past: PastTextHits, 
/**
 * What the shipped documents say of the change, where it touches release.
 */
mustFlag: number, leaksNow: number, leaksThen: number, };

export type CheckRuleRow = { 
/**
 * `cpr.number`: its name and what it finds are messages.
 */
id: string, category: string, kind: CheckRuleKind, 
/**
 * Why it is looked for, where a law says so.
 */
law: string | null, 
/**
 * Where it may be made to inform instead of warn.
 */
mayInform: Array<CheckOccasion>, 
/**
 * Where the municipality lets it only inform.
 */
informs: Array<CheckOccasion>, };

export type CheckRules = { rows: Array<CheckRuleRow>, 
/**
 * Zero while every rule is as it was shipped.
 */
version: number, mayChange: boolean, };

export type CheckSourceMapping = { text: string, };

export type CheckTemplate = { text: string, };

export type CheckText = { 
/**
 * At most 8 MB.
 */
text: string, purpose: CheckPurpose, 
/**
 * The rules a released document is judged by: they say which law can carry covering a finding.
 */
regime: CheckRegime | null, 
/**
 * The case whose people are known: their own data is told from others'.
 */
caseId: string | null, };

export type CheckVersionChanges = { words: Array<WordChange>, rules: Array<RuleChange>, };

export type CheckVersionKind = "word_list" | "rules";

export type CheckVersionRow = { kind: CheckVersionKind, number: number, inForce: boolean, 
/**
 * UTC.
 */
at: string, employee: string | null, why: string, added: number, changed: number, removed: number, restored: number | null, };

export type CheckVersions = { rows: Array<CheckVersionRow>, };

export type CheckedMapping = { name: string | null, host: string | null, capabilities: Array<SourceCapability>, needsSecret: boolean, faults: Array<MappingFault>, };

export type CheckedTemplate = { faults: Array<TemplateFault>, questions: Array<TemplateQuestion>, 
/**
 * What the quality check found in the text as it is written.
 */
findings: Array<FindingRow>, };

export type CheckedText = { 
/**
 * In the text's order. They can overlap.
 */
findings: Array<FindingRow>, 
/**
 * People of the case that were looked for.
 */
people: number, };

export type Choices = { units: Array<UnitChoice>, employees: Array<EmployeeChoice>, kleGroups: Array<KleChoice>, teams: Array<TeamChoice>, };

export type ChooseRegimes = { id: string, version: number, 
/**
 * At least one, in the order wished.
 */
regimes: Array<CheckRegime>, 
/**
 * Why these, where they are not what was proposed.
 */
why: string, };

export type ChosenRegimeRow = { regime: CheckRegime, name: Named | null, paragraph: string | null, 
/**
 * The program had proposed it.
 */
wasProposed: boolean, by: string, at: string, };

export type CitizenAccessLog = { name: string, rows: Array<LookRow>, 
/**
 * Looks that the log has of cases out of the asker's reach: they are in the whole log, which the DPO gives out.
 */
isWhole: boolean, };

export type CitizenCase = { row: CaseRow, part: PartyPart, 
/**
 * The responsible person's unit and what a colleague needs to reach her.
 */
responsibleUnit: string | null, 
/**
 * In the other system, where the case is not ours.
 */
handler: string | null, owner: string | null, isOwn: boolean, 
/**
 * The source has not been heard of for longer than the municipality allows.
 */
isStale: boolean, 
/**
 * The source no longer has it.
 */
isGone: boolean, 
/**
 * Open for so many days, when that is longer than the criteria.
 */
longRunning: LongRunning | null, };

export type CitizenDocument = { id: string, title: string, kind: DocumentKind, date: string, sensitivity: Sensitivity, fileName: string | null, caseId: string, caseNumber: string, source: string, };

export type CitizenEvent = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, kind: CitizenEventKind, caseId: string, caseNumber: string, text: string, status: CaseStatus | null, source: string, };

export type CitizenEventKind = "case_opened" | "document" | "deadline" | "letter" | "benefit_began" | "benefit_ended";

export type CitizenHit = { id: string, name: MarkedText, 
/**
 * Birthday part only.
 */
cprMasked: string | null, 
/**
 * A company's number is no secret.
 */
cvr: string | null, isProtected: boolean, 
/**
 * Within reach, and how many of them are open.
 */
cases: number, openCases: number, };

export type CitizenOverview = { id: string, name: string, cprMasked: string | null, cvr: string | null, age: number | null, isProtected: boolean, 
/**
 * Without protection only; a protected one is asked for by itself, with a reason.
 */
address: string | null, 
/**
 * Open first, then the newest; at most 500.
 */
cases: Array<CitizenCase>, hasMoreCases: boolean, 
/**
 * What happened, the newest first; at most 500.
 */
timeline: Array<CitizenEvent>, benefits: Array<BenefitRow>, 
/**
 * The newest; at most 200.
 */
documents: Array<CitizenDocument>, hasMoreDocuments: boolean, 
/**
 * Others that have a part in the same cases.
 */
related: Array<RelatedPerson>, sources: Array<SourceSeen>, 
/**
 * Criteria that the municipality set for a case being called long-running.
 */
longAfterDays: number, };

export type CitizenSees = { title: string, 
/**
 * Opstået, Oplyst, Afgjort, Afsluttet.
 */
step: string, unit: string, };

export type ClassificationSettings = { address: string, audience: string, plan: string, roles: string, };

export type CloseText = { id: number, };

export type ClosingDayRow = { 
/**
 * `YYYY-MM-DD`, or as Danes write it.
 */
first: string, 
/**
 * The same day where it is one.
 */
last: string, name: Named, 
/**
 * It moves the municipality's own deadlines too, and not the citizen's alone.
 */
everybodys: boolean, 
/**
 * Must be there where it moves everybody's.
 */
ground: string, };

export type CollectFrom = { "kind": "cases", caseIds: Array<string>, } | { "kind": "search", text: string, cpr: string | null, kle: string | null, 
/**
 * `YYYY-MM-DD`.
 */
from: string | null, to: string | null, } | { "kind": "intake", intakeId: string, } | { "kind": "earlier", aktindsigtId: string, };

export type CollectItems = { 
/**
 * The request.
 */
id: string, from: CollectFrom, };

export type CollectedItems = { added: number, 
/**
 * On the list before.
 */
already: number, 
/**
 * Of those added: the same bytes as another, which stands for them.
 */
folded: number, 
/**
 * Of those added: with a decision of an earlier request as a proposal.
 */
proposed: number, 
/**
 * Files of an intake that are not documents, and why.
 */
notTaken: Array<NotTaken>, counts: ItemCounts, };

export type CommentOnRelease = { id: string, comment: NewReleaseComment, };

export type CommentTask = { id: string, text: string, };

export type CompareTemplates = { id: string, before: number, after: number, };

export type ComparedTemplates = { 
/**
 * In the order of the later text; what went stands before what came in its place.
 */
parts: Array<TextPart>, 
/**
 * The whole text of the earlier one.
 */
before: string, };

export type ConnectPlatform = { settings: PlatformSettings, 
/**
 * PKCS#12 or PEM, as base64; nothing keeps the one that is here.
 */
certificate: string | null, 
/**
 * Of a PKCS#12 file. It is kept nowhere.
 */
password: string | null, };

export type ConsistencyReport = { 
/**
 * What was looked through: documents that are given at least in part, their pages, and what was found on them.
 */
documents: number, pages: number, findings: number, doubts: Array<DoubtRow>, 
/**
 * Those that nobody has answered for.
 */
open: number, mayAccept: boolean, };

export type CreateCase = { title: string, 
/**
 * A subject, with all its parts: `27.18.02`.
 */
kle: string, unitId: string, teamId: string | null, sensitivity: Sensitivity, due: string | null, 
/**
 * At most 50.
 */
parties: Array<NewParty>, };

export type CreateFirstAdministrator = { municipality: string, name: string, username: string, password: string, };

export type CreateTask = { title: string, text: string, caseId: string | null, 
/**
 * A document of that case.
 */
documentId: string | null, assignee: TaskAssignee, due: TaskDue, checklist: Array<string>, };

export type CreatedCase = { 
/**
 * None was made where its title would be held back.
 */
id: string | null, title: GatedTitle, };

export type DayRow = { kind: DayRowKind, id: string, title: string, caseId: string | null, caseNumber: string | null, caseTitle: string | null, citizen: string | null, sensitivity: Sensitivity, 
/**
 * Of a deadline: its name stands among the rules.
 */
rule: string | null, 
/**
 * `YYYY-MM-DD`: due, or to be followed up.
 */
day: string | null, 
/**
 * `HH:MM` in Denmark, where it runs out at an hour.
 */
time: string | null, isLate: boolean, 
/**
 * It waits, and the day to ask again has come.
 */
isToFollowUp: boolean, 
/**
 * What it waits for; the system it comes from.
 */
note: string | null, 
/**
 * When it changed or was written (UTC).
 */
at: string | null, 
/**
 * Of a task: whoever changes it says which version she saw.
 */
version: number | null, };

export type DayRowKind = "case" | "deadline" | "task" | "letter" | "note" | "news";

export type DaySection = { rows: Array<DayRow>, total: number, 
/**
 * True when counting stopped early.
 */
totalIsAtLeast: boolean, };

export type DeadlineBreach = { "kind": "none" } | { "kind": "letter_by", day: string, } | { "kind": "told_until", day: string, } | { "kind": "late" } | { "kind": "of_duty", since: string, why: string, };

export type DeadlineChange = { "kind": "stop", from: string, fromTime: string | null, ground: string, why: string, } | { "kind": "restart", from: string, fromTime: string | null, why: string, } | { "kind": "extend", amount: number | null, unit: string | null, to: string | null, told: string, why: string, } | { "kind": "send_letter", sent: string, ground: string, newDay: string, } | { "kind": "meet_duty", on: string, why: string, } | { "kind": "tell", on: string, } | { "kind": "move", why: string, } | { "kind": "complete", at: string, atTime: string | null, } | { "kind": "undo", entry: number, why: string, };

export type DeadlineChangeKind = "stopped" | "restarted" | "extended" | "letter_sent" | "duty_met" | "told" | "moved" | "completed" | "undone";

export type DeadlineCounts = { late: number, today: number, thisWeek: number, later: number, stopped: number, noDay: number, };

export type DeadlineDetail = { row: DeadlineRow, rule: DeadlineRule, explained: ExplainedDeadline, log: Array<DeadlineLogRow>, breach: DeadlineBreach, 
/**
 * The day that the law and calendar in force give, where another is kept.
 */
wouldBe: string | null, parts: Array<DeadlineRow>, 
/**
 * The deadline it is a part of.
 */
partOf: string | null, 
/**
 * Send it back with a change, so that nobody overwrites what somebody else did in between.
 */
version: number, mayChange: boolean, };

export type DeadlineGroup = { 
/**
 * The rule's id, the source, or the employee's id; none for cases that nobody has.
 */
key: string | null, 
/**
 * The employee's name.
 */
name: string | null, counts: DeadlineCounts, };

export type DeadlineGrouping = "rule" | "source" | "responsible";

export type DeadlineGroups = { rows: Array<DeadlineGroup>, };

export type DeadlineLaw = { rules: Array<LawRule>, own: OwnLaw, 
/**
 * The newest first; the first is in force.
 */
versions: Array<LawVersionRow>, 
/**
 * Zero while everything is as it was shipped. Send it back with a change.
 */
version: number, 
/**
 * What this program cannot read of the version in force. While there is any, an earlier one is used.
 */
faults: Array<LawFault>, mayChange: boolean, };

export type DeadlineLawPreview = { own: OwnLaw, 
/**
 * While there are any, it cannot become law.
 */
faults: Array<LawFault>, 
/**
 * What it would move; none where it has faults.
 */
moved: MovedDeadlines | null, 
/**
 * Nothing differs from what is in force.
 */
isTheSame: boolean, };

export type DeadlineLeft = { id: string, rule: string, name: Named | null, 
/**
 * `YYYY-MM-DD`; none while it stands still.
 */
due: string | null, };

export type DeadlineLogRow = { number: number, 
/**
 * UTC.
 */
at: string, by: string, kind: DeadlineChangeKind, 
/**
 * From when it holds.
 */
from: string | null, fromTime: string | null, 
/**
 * A word under `ground`.
 */
ground: string | null, length: Named | null, 
/**
 * The day it leads to, or that was told.
 */
to: string | null, undoes: number | null, isUndone: boolean, why: string | null, };

export type DeadlinePage = { rows: Array<DeadlineRow>, total: number, 
/**
 * True when counting stopped early: show "mere end N".
 */
totalIsAtLeast: boolean, };

export type DeadlineRow = { id: string, 
/**
 * Its name stands among the rules.
 */
rule: string, about: string, 
/**
 * *Delafgørelse*: a part of a request with a deadline of its own.
 */
isPart: boolean, 
/**
 * `YYYY-MM-DD`.
 */
started: string, state: DeadlineState, 
/**
 * `YYYY-MM-DD`, in Denmark; none while it stands still or where the law says *snarest*.
 */
due: string | null, 
/**
 * `HH:MM` in Denmark, where it runs out at an hour.
 */
dueTime: string | null, 
/**
 * The day the citizen was told.
 */
told: string | null, isLate: boolean, breach: DeadlineBreach, caseId: string, caseNumber: string, caseTitle: string, sensitivity: Sensitivity, citizen: string | null, responsible: string | null, unit: string, source: string, };

export type DeadlineRule = { id: string, area: string, name: Named, 
/**
 * As a Danish letter cites it.
 */
paragraph: string, 
/**
 * What sets the clock going: a word under `start`.
 */
startsAt: string, 
/**
 * It runs by the hour: the start needs the time of day.
 */
inHours: boolean, 
/**
 * `7 arbejdsdage`; none where the law sets no length.
 */
length: Named | null, 
/**
 * Somebody must set the day.
 */
needsChosen: boolean, 
/**
 * Somebody may set a day.
 */
mayChoose: boolean, 
/**
 * The grounds that stop the clock: words under `ground`.
 */
stops: Array<string>, mayExtend: boolean, 
/**
 * The most it can be extended by at a time, where the law says so.
 */
longestExtension: Named | null, 
/**
 * A word under `duty`.
 */
overrun: string, source: string, 
/**
 * `C`, `C~`, `M`, `U`.
 */
confidence: string, 
/**
 * False below `C`: beside its date stands that nobody has verified it.
 */
isVerified: boolean, verifiedOn: string, verifiedBy: string, validFrom: string, validTo: string | null, note: Named | null, isTheMunicipalitys: boolean, };

export type DeadlineRules = { rows: Array<DeadlineRule>, 
/**
 * Under `ground.identity_in_doubt`, `problem.in_future`, `duty.letter_before` and so on.
 */
words: Array<DeadlineWord>, };

export type DeadlineState = "late" | "today" | "this_week" | "later" | "stopped" | "no_day" | "completed_in_time" | "completed_late";

export type DeadlineWhose = "mine" | "person" | "nobodys" | "everybodys";

export type DeadlineWord = { key: string, said: Named, };

export type DeadlineWork = { 
/**
 * The newest first; none where nobody noted anything.
 */
notes: Array<WorkNoteRow>, 
/**
 * What whoever has the case must do first, because it is due sooner.
 */
ahead: WorkAheadOf, 
/**
 * By the pace of the one who asks, where the case is theirs.
 */
byMe: WorkForecast | null, 
/**
 * By what the case's unit gets done; none where nothing was noted.
 */
byUnit: WorkForecast | null, 
/**
 * Send it back with a note, so that nobody overwrites what somebody else noted in between.
 */
version: number, mayChange: boolean, };

export type DecideFiles = { id: string, places: Array<string>, decision: FileDecisionKind, 
/**
 * Why it is left out; else empty.
 */
reason: string, };

export type DecideHidden = { id: string, about: DecideHiddenAbout, decision: HiddenDecisionKind, 
/**
 * Why it is left out; else empty.
 */
reason: string, };

export type DecideHiddenAbout = { "what": "findings", "data": { place: string, findings: Array<number>, } } | { "what": "kind", "data": HiddenKind };

export type DecideItems = { 
/**
 * The request.
 */
id: string, 
/**
 * At most 5,000.
 */
items: Array<ItemChoice>, decision: ItemDecision, 
/**
 * Ids of bases, at most 10.
 */
bases: Array<string>, answers: Array<BasisAnswer>, 
/**
 * What is said of it in the letter and on the list.
 */
text: string, };

export type DecideLetter = { id: string, choice: LetterChoice, };

export type DecideQuotedMail = { id: string, place: string, 
/**
 * Else it is left out.
 */
takesBack: boolean, 
/**
 * Why it is left out; else empty.
 */
reason: string, };

export type DecidedItems = { decided: number, 
/**
 * What stood in the way; with one of them nothing was decided.
 */
refused: Array<RefusedItem>, counts: ItemCounts, };

export type DelayLetterDraft = { title: string, paragraphs: Array<string>, 
/**
 * What it lacks: words under `letter`.
 */
problems: Array<string>, 
/**
 * Nothing hinders that it is sent.
 */
isReady: boolean, };

export type DeliverRelease = { id: string, releaseId: string, way: ReleaseWay, folder: string | null, note: string, };

export type DeliveryRow = { at: string, by: string, way: ReleaseWay, 
/**
 * `written`, `by_hand`, `handed_in`, `later`, `exempt`, `refused`, `unknown`, `failed`.
 */
outcome: string, letterId: string | null, text: string, };

export type DemoAccount = { username: string, password: string, role: Role, name: string, };

export type DeskEvent = { "kind": "job", "data": JobRow } | { "kind": "locked" } | { "kind": "desk_changed" } | { "kind": "restoring", "data": RestoreProgress } | { "kind": "go_to", "data": string } | { "kind": "files_offered", "data": OfferedFiles } | { "kind": "intake", "data": IntakeProgress } | { "kind": "index" } | { "kind": "case_changed", "data": CaseNews } | { "kind": "document", "data": DocumentRead } | { "kind": "review", "data": ReviewNews };

export type DeskPhase = "opening" | "problem" | "choose_passphrase" | "ask_passphrase" | "first_administrator" | "sign_in" | "locked" | "signed_in";

export type DeskState = { phase: DeskPhase, 
/**
 * Why the store is not open, when it is not.
 */
problem: ErrorReply | null, municipality: string | null, 
/**
 * Only ever filled for the demo municipality.
 */
demoAccounts: Array<DemoAccount>, signedIn: SignedIn | null, version: string, 
/**
 * Set when the machine's clock is behind what the store has already seen.
 */
clockBehind: boolean, 
/**
 * Set when a check found the store damaged.
 */
damageFound: boolean, };

export type DiscardNoteDraft = { id: string, version: number, };

export type DismissLapsedDecisions = { id: string, numbers: Array<number>, };

export type DocumentHit = { id: string, title: MarkedText, kind: DocumentKind, date: string, sensitivity: Sensitivity, fileName: string | null, caseId: string, caseNumber: string, source: string, };

export type DocumentKind = "incoming" | "outgoing" | "internal";

export type DocumentPageRow = { 
/**
 * In points.
 */
width: number, height: number, 
/**
 * Letters that can be searched.
 */
letters: number, };

export type DocumentPages = { state: DocumentState, 
/**
 * Of what is read: in their order.
 */
pages: Array<DocumentPageRow>, 
/**
 * Why there are none.
 */
why: WhyUnreadable | null, };

export type DocumentRead = { id: string, };

export type DocumentRow = { id: string, title: string, kind: DocumentKind, date: string, sensitivity: Sensitivity, 
/**
 * A document whose bytes are here can be opened; the others are known by their metadata only.
 */
fileName: string | null, mediaType: string | null, bytes: number | null, };

export type DocumentState = "ready" | "reading" | "unreadable" | "too_large" | "no_reader";

export type DoubtKind = "covered_elsewhere" | "unanswered" | "protected_address" | "other_case" | "pages_not_seen" | "people_changed" | "dated_after" | "not_collected" | "open_note" | "not_read" | "stale_marks";

export type DoubtPlace = { itemId: string, 
/**
 * On the list.
 */
number: number, 
/**
 * From 1; 0 for the title, and for the document as a whole.
 */
page: number, };

export type DoubtRow = { 
/**
 * The same as long as it is about the same places.
 */
key: string, kind: DoubtKind, 
/**
 * What can be seen.
 */
text: string | null, 
/**
 * Where the same is covered.
 */
coveredAt: DoubtPlace | null, 
/**
 * The first of its places.
 */
places: Array<DoubtPlace>, 
/**
 * All of them: places, pages or documents.
 */
count: number, accepted: AcceptedDoubtRow | null, 
/**
 * Somebody who has looked may go on and say why.
 */
mayBeAccepted: boolean, };

export type DraftAktindsigtLetter = { id: string, kind: AktindsigtLetterKind, 
/**
 * The version that is to be drafted anew, with everything a person wrote in it; none keeps what was written.
 */
insteadOf: number | null, };

export type DraftDelayLetter = { 
/**
 * The deadline that cannot be kept.
 */
id: string, 
/**
 * Why it takes longer in this case.
 */
ground: string, 
/**
 * `YYYY-MM-DD`, or as Danes write it.
 */
newDay: string, 
/**
 * The day on the letter; today where it is empty.
 */
sent: string, };

export type DryRunIndex = { 
/**
 * Nothing for all that waits.
 */
caseId: string | null, offset: number, 
/**
 * At most 200.
 */
limit: number, };

export type DryRunRow = { objectId: string, number: number, kind: IndexObjectKind, operation: IndexOperation, caseId: string, caseNumber: string, title: string, 
/**
 * What others read now, where the step changes it.
 */
titleBefore: string | null, 
/**
 * It does not go out as it stands.
 */
held: IndexWhy | null, 
/**
 * Who can find it: every system of this municipality whose rights reach the subject and the sensitivity.
 */
ownerCvr: string, kle: string, kleTitle: string | null, sensitivity: Sensitivity, unit: string, handler: string | null, 
/**
 * The citizen reads this of it on borger.dk; nothing where the case has no citizen as its party.
 */
citizenSees: CitizenSees | null, 
/**
 * The parts of what is known that the step changes; empty for a new one.
 */
changes: Array<IndexDiffersIn>, };

export type DueFilter = "late" | "today" | "next_seven_days";

export type EditText = { id: number, 
/**
 * How many changes came before this one.
 */
step: number, 
/**
 * What is replaced, in the window's own string units (UTF-16).
 */
start: number, end: number, new: string, };

export type EditedText = { goneStart: number, goneEnd: number, come: Array<FindingRow>, moved: number, };

export type EmployeeChoice = { id: string, name: string, };

export type EmploymentRow = { id: string, unitId: string, title: string, validFrom: string, validTo: string | null, };

export type Employments = { rows: Array<EmploymentRow>, };

export type EndCaseTeam = { id: string, };

export type ErrorCode = "keyring_unavailable" | "keyring_locked" | "store_key_missing" | "store_key_wrong" | "passphrase_wrong" | "passphrase_weak" | "store_in_use" | "store_read_only" | "disk_full" | "store_damaged" | "store_foreign" | "store_newer" | "store_closed" | "sign_in_refused" | "sign_in_throttled" | "password_weak" | "not_signed_in" | "session_locked" | "not_allowed" | "last_administrator" | "invalid_input" | "not_found" | "conflict" | "backup_invalid" | "backup_target_invalid" | "folder_not_writable" | "job_running" | "files_unreadable" | "no_files" | "page_not_drawn" | "index_not_reached" | "source_not_answered" | "link_not_opened" | "cancelled" | "internal";

export type ErrorReply = { code: ErrorCode, 
/**
 * The field of the request that is to blame, in the request's own spelling.
 */
field: string | null, 
/**
 * What is wrong with the field, in a word that the screens have a sentence for.
 */
problem: string | null, 
/**
 * How long to wait before it is worth trying again.
 */
waitSeconds: number | null, 
/**
 * Finds the same failure in the log.
 */
reference: string, };

export type EventSettings = { host: string, port: number, virtualHost: string, 
/**
 * The id of the subscription (*dueslag*).
 */
queue: string, audience: string, };

export type EverywhereAbout = { "kind": "person_of", itemId: string, number: number, text: string, } | { "kind": "same_as", itemId: string, number: number, text: string, } | { "kind": "text", text: string, };

export type EverywherePreview = { places: number, pages: number, documents: number, titles: number, 
/**
 * Of the places: covered or kept already.
 */
answered: number, 
/**
 * Documents that are not read yet: what they hold is not counted.
 */
waiting: number, 
/**
 * How it is written there, each once, as far as there is room to show.
 */
written: Array<string>, };

export type ExcludeFromCase = { caseId: string, personId: string | null, reason: string, };

export type ExplainedDay = { day: string, kind: ExplainedDayKind, 
/**
 * Which of the days that count it is.
 */
number: number | null, 
/**
 * Why it does not count; none for a weekend.
 */
named: Named | null, };

export type ExplainedDayKind = "start" | "counted" | "skipped" | "stopped" | "due";

export type ExplainedDeadline = { due: string | null, dueTime: string | null, 
/**
 * The last day the office is open in time, where that is another day.
 */
target: string | null, 
/**
 * Where something must be done several times: about when.
 */
milestones: Array<string>, 
/**
 * For the case file, in whole sentences.
 */
text: Named, 
/**
 * Every day from the start to the end; none where that is too long for a picture.
 */
days: Array<ExplainedDay>, };

export type ExportDeadlines = { 
/**
 * Offset and limit do not matter: the whole list is taken.
 */
list: ListDeadlines, format: ExportFormat, };

export type ExportFormat = "csv" | "xlsx";

export type ExportIntake = { id: string, format: ExportFormat, };

export type ExportedFile = { name: string, base64: string, rows: number, 
/**
 * The list was longer than a file takes.
 */
isCut: boolean, };

export type ExportedWordList = { csv: string, };

export type FieldOrigin = "case" | "party" | "deadline" | "person" | "municipality" | "clock" | "answer";

export type FileDecisionKind = "leave_out" | "take_anyway" | "is_duplicate" | "take_back";

export type FileDocuments = { id: string, 
/**
 * None for all that can be.
 */
places: Array<string>, 
/**
 * A file of the intake with a line for each document (CSV).
 */
listPlace: string | null, };

export type FileKind = "pdf" | "docx" | "doc" | "odt" | "rtf" | "xlsx" | "xls" | "ods" | "csv" | "pptx" | "ppt" | "odp" | "text" | "markdown" | "html" | "eml" | "msg" | "mbox" | "tnef" | "signed_mail" | "signature" | "zip" | "seven_z" | "jpeg" | "png" | "tiff" | "heic" | "webp" | "bmp" | "gif" | "calendar" | "contact_card" | "program" | "empty" | "unknown";

export type FileRole = "attachment" | "inline" | "part" | "embedded" | "wrapped";

export type FileShown = "all" | "waiting" | "taken" | "duplicate" | "alike" | "container" | "left_out" | "unreadable" | "flagged" | "hidden";

export type FileState = "waiting" | "taken" | "duplicate" | "container" | "left_out" | "unreadable";

export type FiledDocuments = { filed: number, 
/**
 * They lay there already.
 */
already: number, };

export type FilingFault = { 
/**
 * Of the list, from 1.
 */
line: number, 
/**
 * As the list's head calls it; nothing where the whole line is meant.
 */
column: string | null, problem: FilingProblem, };

export type FilingList = { place: string, name: string, };

export type FilingPreview = { rows: Array<FilingRow>, 
/**
 * With one, nothing is filed.
 */
faults: Array<FilingFault>, 
/**
 * Files that can be such a list.
 */
lists: Array<FilingList>, };

export type FilingProblem = "not_readable" | "no_file_column" | "unknown_column" | "column_twice" | "too_many_lines" | "unknown_file" | "several_files" | "file_twice" | "title_too_long" | "not_a_day" | "not_a_kind" | "not_a_sensitivity";

export type FilingRow = { place: string, fileName: string, title: string, kind: DocumentKind, 
/**
 * `YYYY-MM-DD`.
 */
date: string, sensitivity: Sensitivity, 
/**
 * The same bytes lie on the case already.
 */
isFiled: boolean, };

export type FilledField = { field: string, value: string | null, origin: FieldOrigin, };

export type FilteredRoom = "deadlines" | "tasks" | "search" | "aktindsigt";

export type FindParties = { 
/**
 * A CPR number, or the beginnings of a name's words.
 */
text: string, };

export type FindSubjects = { 
/**
 * A number, the beginning of one, or words.
 */
text: string, };

export type FindingAction = "cover" | "check_whose" | "leave" | "rewrite" | "read_yourself";

export type FindingAnswer = { markId: string, decision: MarkDecision, basis: string | null, reason: string, by: string, at: string, };

export type FindingReason = { message: string, values: Array<string>, };

export type FindingRow = { 
/**
 * In the window's own string units (UTF-16), end exclusive.
 */
start: number, end: number, 
/**
 * `CPR`, `NAME`, `HEALTH` … as in the files.
 */
category: string, whose: FindingWhose, 
/**
 * Somebody must look before the text leaves the house.
 */
flag: boolean, severity: FindingSeverity, 
/**
 * In percent.
 */
confidence: number, 
/**
 * `said.health`
 */
rule: string, 
/**
 * Goes up when the rule can find something else than before.
 */
ruleVersion: number, evidence: Array<FindingReason>, action: FindingAction, 
/**
 * Provisions that could carry covering it, under the regime that was asked for.
 */
bases: Array<string>, };

export type FindingSeverity = "inform" | "check" | "stop";

export type FindingWhose = "requester" | "third_party" | "employee" | "public" | "unknown" | "nobody";

export type FormCaseTeam = { name: string, purpose: string, 
/**
 * The last day, at most a year ahead.
 */
until: string, personIds: Array<string>, caseIds: Array<string>, };

export type FoundParties = { rows: Array<FoundParty>, };

export type FoundParty = { id: string, name: string, cprMasked: string | null, protected: boolean, };

export type FoundSubjects = { rows: Array<SubjectRow>, };

export type GatedTitle = { isHeld: boolean, findings: Array<FindingRow>, proposedTitle: string | null, };

export type GiveGrant = { personId: string, role: Role, kle: string | null, unitId: string | null, teamId: string | null, upTo: Sensitivity, validFrom: string | null, validTo: string | null, 
/**
 * One of the person's posts: the grant ends with it.
 */
employmentId: string | null, };

export type GiveIntakePassword = { id: string, place: string, password: string, };

export type GivePassphrase = { passphrase: string, };

export type GrantRow = { id: string, role: Role, 
/**
 * `27`, `27.18` or `27.18.02`; `None` is every subject.
 */
kle: string | null, 
/**
 * The unit and everything below it; `None` is the whole municipality.
 */
unitId: string | null, teamId: string | null, upTo: Sensitivity, validFrom: string, validTo: string | null, 
/**
 * The title of the post that it ends with.
 */
employment: string | null, };

export type GroupDeadlines = { list: ListDeadlines, by: DeadlineGrouping, };

export type HiddenDecisionKind = "take_in" | "leave_out" | "take_back";

export type HiddenKind = "hidden_sheet" | "hidden_rows" | "hidden_columns" | "pivot_cache" | "external_link" | "deleted_text" | "inserted_text" | "comment" | "speaker_note" | "hidden_slide" | "off_slide" | "hidden_text" | "white_text" | "text_under_picture" | "text_under_box" | "invisible_text" | "recognised_text" | "off_page" | "switched_off_layer" | "annotation" | "form_value" | "script" | "description" | "metadata" | "earlier_revision" | "photo_place" | "mail_header" | "blind_copy" | "quoted_thread" | "other_body" | "data_of_chart" | "cropped_picture" | "thumbnail" | "further_frames" | "custom_data" | "choice_list" | "defined_name" | "more_than_kept";

export type HiddenOfKind = { kind: HiddenKind, files: number, count: number, undecided: number, 
/**
 * Holds back the release until it is decided about.
 */
isWeighty: boolean, };

export type HiddenRow = { finding: number, kind: HiddenKind, 
/**
 * In the file's own words: a sheet and its cells, a slide, a header's name.
 */
place: string, text: string, count: number, isWeighty: boolean, decision: HiddenDecisionKind | null, reason: string, decidedBy: string, };

export type HitGroup = "citizens" | "cases" | "documents" | "notes" | "tasks";

export type IdentityCheck = "mit_id" | "digital_post" | "in_person" | "known_from_case" | "call_back" | "not_needed";

export type ImportWordList = { 
/**
 * CSV as [`ExportedWordList`], or one base form a line.
 */
text: string, why: string, version: number, };

export type ImportedWordList = { state: WordListState | null, problems: Array<WordProblem>, };

export type IndexChoice = "try_again" | "say_anew" | "let_go";

export type IndexConnection = { municipality: string, cvr: string, systemName: string, indexAddress: string, changedAt: string, certificate: CertificateFacts, 
/**
 * Of the token in use; nothing before the first was fetched.
 */
tokenUntil: string | null, };

export type IndexCounts = { waiting: number, unanswered: number, held: number, parked: number, };

export type IndexDifferenceRow = { objectId: string, kind: IndexObjectKind, caseNumber: string, about: IndexDiffersIn, here: string | null, there: string | null, ways: Array<IndexMend>, };

export type IndexDifferences = { comparedAt: string | null, compared: number, 
/**
 * Not held against the index, because something of them has yet to be sent.
 */
onTheirWay: number, rows: Array<IndexDifferenceRow>, 
/**
 * More were found than are kept.
 */
isCut: boolean, mayMend: boolean, };

export type IndexDiffersIn = "missing_there" | "missing_here" | "number" | "title" | "subject" | "step" | "sensitivity" | "unit" | "handler" | "party";

export type IndexDryRun = { rows: Array<DryRunRow>, total: number, };

export type IndexEvents = { isConnected: boolean, 
/**
 * It has stood so since then; nothing before somebody has begun.
 */
since: string | null, trouble: IndexTrouble | null, lastMessage: string | null, 
/**
 * Messages that this program could do nothing with. For those who may change the connection.
 */
listed: number | null, 
/**
 * Cases of ours that another system wrote in: the next comparison tells what. For the same.
 */
toCompare: number | null, };

export type IndexHealth = { isConnected: boolean, 
/**
 * Somebody has set going what is told. Before that nothing is sent by itself.
 */
isBegun: boolean, 
/**
 * For those who may change the connection.
 */
connection: IndexConnection | null, trouble: IndexTrouble | null, troubleSince: string | null, 
/**
 * When the index was last reached, and when each way last ran to its end.
 */
lastContact: string | null, lastTold: string | null, lastAsked: string | null, 
/**
 * Nothing where the connection names no queue of events.
 */
events: IndexEvents | null, queue: IndexQueue, 
/**
 * Others' cases that are kept here.
 */
copies: number, 
/**
 * Work that goes on just now.
 */
job: string | null, mayRun: boolean, mayConnect: boolean, mayMend: boolean, };

export type IndexMend = "index" | "here";

export type IndexObjectKind = "case" | "document";

export type IndexOperation = "create" | "change" | "remove";

export type IndexQueue = { counts: IndexCounts, oldest: string | null, };

export type IndexStepRow = { objectId: string, number: number, kind: IndexObjectKind, operation: IndexOperation, state: IndexStepState, 
/**
 * The case itself, or the one that the document lies in.
 */
caseId: string, caseNumber: string, 
/**
 * As the step would publish it.
 */
title: string, queuedAt: string, nextTry: string, tries: number, why: IndexWhy | null, 
/**
 * What the title gives away, by the quality check's names of kinds.
 */
givesAway: Array<string>, 
/**
 * The guidance's rules that it breaks.
 */
breaks: Array<string>, proposedTitle: string | null, mayMend: boolean, };

export type IndexStepState = "waiting" | "unanswered" | "held" | "parked";

export type IndexSteps = { rows: Array<IndexStepRow>, total: number, };

export type IndexTrouble = "not_connected" | "unreachable" | "busy" | "nonsense" | "not_allowed" | "not_trusted" | "clock" | "certificate";

export type IndexWhy = "gives_away" | "breaks_rules" | "bad_input" | "not_seen" | "somebody_else" | "documents" | "unreadable" | "not_allowed";

export type IndexWork = "both" | "prepare" | "tell" | "ask" | "compare";

export type IntakeDetail = { row: IntakeRow, caseId: string, caseNumber: string, mayChange: boolean, 
/**
 * Also for a while after it was paused: what was begun is read to its end.
 */
isRunning: boolean, 
/**
 * While the machine is at it.
 */
progress: IntakeProgress | null, hidden: Array<HiddenOfKind>, 
/**
 * How many of the files are mails.
 */
mails: number, lapsed: Array<LapsedDecision>, 
/**
 * Programs that are not on this machine, and that files wait for.
 */
missingTools: Array<IntakeTool>, };

export type IntakeFileDetail = { row: IntakeFileRow, mayChange: boolean, hidden: Array<HiddenRow>, 
/**
 * Findings beyond what is kept of one file.
 */
hiddenBeyond: number, pages: Array<IntakePageRow>, mail: IntakeMail | null, };

export type IntakeFileLike = { place: string, name: string, 
/**
 * In thousandths.
 */
likeness: number, isExact: boolean, };

export type IntakeFileRow = { 
/**
 * `3.1.2`: the second part of the first part of the third file.
 */
place: string, name: string, folder: string, depth: number, role: FileRole | null, kind: FileKind | null, 
/**
 * SHA-256 of the original.
 */
fingerprint: string | null, bytes: number, state: FileState, pages: number, 
/**
 * Pages that were read from their picture.
 */
pagesRead: number, 
/**
 * The file that stands for this one, or that it is alike to.
 */
like: IntakeFileLike | null, why: WhyUnreadable | null, 
/**
 * What a technician would ask.
 */
detail: string, reason: string, leftOutBy: string, 
/**
 * How many pages carry each flag.
 */
flags: Array<PagesFlagged>, hidden: number, hiddenUndecided: number, };

export type IntakeFiles = { rows: Array<IntakeFileRow>, total: number, };

export type IntakeMail = { subject: string, from: string, to: Array<string>, cc: Array<string>, sent: string | null, };

export type IntakePageRow = { 
/**
 * From 1.
 */
page: number, 
/**
 * In points.
 */
width: number, height: number, letters: number, wasRead: boolean, 
/**
 * 0 to 100, where it was read from its picture.
 */
confidence: number | null, flags: Array<PageFlag>, };

export type IntakeProgress = { id: string, filesRead: number, filesKnown: number, pages: number, 
/**
 * Pages that wait to be read from their picture.
 */
pagesWaiting: number, minutesLeft: number | null, isRunning: boolean, };

export type IntakeRow = { id: string, startedBy: string, startedAt: string, wish: IntakeWish, 
/**
 * Every file has been read: the machine has nothing more to do.
 */
isRead: boolean, sums: IntakeSums, 
/**
 * Fail closed: every file settled, every weighty finding decided about.
 */
isComplete: boolean, };

export type IntakeSums = { 
/**
 * All: those handed in and all inside them. The six that follow sum up to it.
 */
files: number, waiting: number, taken: number, duplicates: number, containers: number, leftOut: number, unreadable: number, pages: number, 
/**
 * Pages that a person should look at.
 */
flaggedPages: number, 
/**
 * Taken files that are alike to another, for a person to decide about.
 */
alike: number, hidden: number, 
/**
 * Findings that hold back the release until somebody has decided about them.
 */
hiddenUndecided: number, 
/**
 * Decisions that no longer count, until somebody has seen them.
 */
lapsed: number, };

export type IntakeThread = { 
/**
 * Without the marks of answers.
 */
subject: string, 
/**
 * In order of time.
 */
mails: Array<IntakeThreadMail>, };

export type IntakeThreadMail = { row: IntakeFileRow, subject: string, from: string, sent: string | null, 
/**
 * Other mails that quote this one whole: one decision can serve all.
 */
quotedIn: Array<MailQuotation>, };

export type IntakeThreads = { threads: Array<IntakeThread>, };

export type IntakeTool = "office" | "phone_pictures" | "recognition";

export type IntakeWish = "go_on" | "pause" | "stop";

export type Intakes = { 
/**
 * Newest first.
 */
rows: Array<IntakeRow>, 
/**
 * Those that were taken away, newest first.
 */
removed: Array<RemovedIntake>, mayChange: boolean, };

export type ItemBasis = { id: string, 
/**
 * As it is cited; its id, where this program knows it no more.
 */
paragraph: string, 
/**
 * The rules that the document is judged by now know it.
 */
isAllowed: boolean, };

export type ItemChange = { "kind": "facts", title: string, dated: string, dispatched: string | null, direction: ItemDirection, matter: ItemMatter, sender: string, recipient: string, 
/**
 * `None`: what follows from the request's.
 */
regime: CheckRegime | null, } | { "kind": "fold", onto: string, } | { "kind": "unfold" } | { "kind": "take_out", why: string, } | { "kind": "put_back" } | { "kind": "accept_change" };

export type ItemChoice = { id: string, 
/**
 * Of the row that was looked at.
 */
version: number, };

export type ItemCounts = { listed: number, undecided: number, given: number, partly: number, withheld: number, folded: number, out: number, 
/**
 * Listed, and not what was collected any more.
 */
changed: number, 
/**
 * Undecided, with a decision of an earlier request as a proposal.
 */
proposed: number, pages: number, };

export type ItemDecision = "undecided" | "given" | "partly" | "withheld";

export type ItemDirection = "incoming" | "outgoing" | "internal";

export type ItemMatter = "environment" | "patient_record" | "other";

export type ItemOrder = { "kind": "as", ids: Array<string>, } | { "kind": "move", id: string, to: number, } | { "kind": "oldest_first" } | { "kind": "newest_first" };

export type ItemOrigin = "document" | "intake_file" | "earlier";

export type ItemPage = { rows: Array<ItemRow>, 
/**
 * Of the rows asked for, of those within reach.
 */
total: number, counts: ItemCounts, };

export type ItemRow = { id: string, 
/**
 * `None` for a copy of another, and for what does not belong to the request.
 */
number: number | null, origin: ItemOrigin, caseId: string, caseNumber: string, documentId: string | null, intakeId: string | null, intakePlace: string | null, sourceTitle: string, 
/**
 * As it is to be released.
 */
title: string, 
/**
 * What the quality check found in the title that is to be released.
 */
titleFindings: number, 
/**
 * Of those, what stops it.
 */
titleStops: number, dated: string, dispatched: string | null, 
/**
 * The first day it may be given on, where it was sent too lately to be given today.
 */
notBefore: string | null, direction: ItemDirection, matter: ItemMatter, sender: string, recipient: string, 
/**
 * `None` until it has been read.
 */
pages: number | null, mediaType: string | null, 
/**
 * Of the bytes when it was collected.
 */
fingerprint: string | null, 
/**
 * Its bytes are others now: what was decided was decided about what it was.
 */
isChanged: boolean, 
/**
 * Its owner has taken it back.
 */
isGone: boolean, sensitivity: Sensitivity, foldedOnto: string | null, copies: number, outReason: string | null, 
/**
 * The rules it is judged by: its own, or those that follow from what was chosen for the request.
 */
regime: CheckRegime | null, regimeIsOwn: boolean, decision: ItemDecision, bases: Array<ItemBasis>, answers: Array<BasisAnswer>, text: string, decidedAt: string | null, decidedBy: string | null, proposal: ProposedDecision | null, version: number, };

export type ItemShown = "listed" | "undecided" | "folded" | "out" | "changed" | "all";

export type JobKind = "backup" | "check_store" | "rebuild_search" | "intake" | "index" | "bundle";

export type JobRow = { id: string, kind: JobKind, state: JobState, done: number, of: number, error: ErrorCode | null, startedAt: string, endedAt: string | null, };

export type JobStarted = { jobId: string, };

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled" | "interrupted";

export type Jobs = { 
/**
 * Running and waiting first, then the newest of the ended ones; at most 50.
 */
rows: Array<JobRow>, };

export type Journal = { 
/**
 * Newest first; a supplement stands beside the note it is to.
 */
notes: Array<NoteRow>, 
/**
 * The last changed first. Nobody else sees them.
 */
drafts: Array<NoteDraftRow>, 
/**
 * Of a copy: what the system that owns the case has in its own journal, the newest first. Nobody changes them here.
 */
fromSource: Array<SourceNoteRow>, mayWrite: boolean, };

export type JournaliseNote = { id: string, version: number, 
/**
 * Why it is journalised although the check would stop it.
 */
why: string | null, };

export type KeyKeptIn = "keyring" | "passphrase";

export type KleChoice = { number: string, title: string, };

export type Language = "da" | "en";

export type LapsedDecision = { number: number, 
/**
 * Where the file was.
 */
place: string, 
/**
 * Empty where an earlier program did not keep it.
 */
name: string, decision: FileDecisionKind, reason: string, decidedBy: string, decidedAt: string, };

export type LawFault = { file: LawFile, 
/**
 * Of the rules: counted from 1, and 0 for the whole file. Of the closing days: which of them, counted from 1; 0 for all of them.
 */
line: number, 
/**
 * As it is spelled in the file; empty where the whole file is meant.
 */
field: string, reason: Named, };

export type LawFile = "rules" | "closing_days";

export type LawRule = { id: string, versions: Array<LawRuleVersion>, 
/**
 * The shipped text of it, as a beginning for the municipality's own; none where it is only the municipality's.
 */
shippedText: string | null, };

export type LawRuleVersion = { rule: DeadlineRule, 
/**
 * Today.
 */
inForce: boolean, 
/**
 * Which days count, in whole sentences.
 */
counted: Named, 
/**
 * How long before the end a person is warned.
 */
warnings: Array<Named>, };

export type LawVersionRow = { number: number, 
/**
 * UTC.
 */
at: string, employee: string | null, why: string, moved: number, leftAsTold: number, };

export type LetterChoice = "it_came" | "send_anew" | "on_paper";

export type LetterFileRow = { name: string, mediaType: string, bytes: number, };

export type LetterFormat = "pdf" | "docx";

export type LetterRow = { id: string, title: string, 
/**
 * The name of the citizen, where it is a party of the case; a company's number.
 */
receiver: string, state: LetterState, stateAt: string, writtenAt: string, writtenBy: string, 
/**
 * The letter itself and what lies beside it.
 */
files: Array<LetterFileRow>, 
/**
 * Why it was refused or did not come there, in the platform's words.
 */
fault: string | null, 
/**
 * The letter that this one was sent instead of.
 */
insteadOf: string | null, 
/**
 * What a person may decide of it now.
 */
choices: Array<LetterChoice>, };

export type LetterState = "drafted" | "sending" | "unknown" | "handed_in" | "received" | "delivered" | "failed" | "refused" | "exempt" | "on_paper" | "given_up";

export type Letters = { rows: Array<LetterRow>, mayDecide: boolean, };

export type ListAktindsigter = { shown: AktindsigtShown, onlyMine: boolean, 
/**
 * Those that ask for this case.
 */
caseId: string | null, 
/**
 * A part of the case's number, the applicant's name or the theme.
 */
text: string, offset: number, 
/**
 * At most 500.
 */
limit: number, };

export type ListAudit = { 
/**
 * Rows before this number; `None` starts at the newest.
 */
before: number | null, act: string | null, employeeId: string | null, 
/**
 * At most 500.
 */
limit: number, };

export type ListBases = { regime: CheckRegime, 
/**
 * `YYYY-MM-DD`; today, where none is given.
 */
on: string | null, };

export type ListCases = { 
/**
 * Words, the beginning of words, a case number, a KLE number, or a CPR number typed any way.
 */
text: string, status: Array<CaseStatus>, unitId: string | null, responsibleId: string | null, onlyMine: boolean, 
/**
 * Assigned to nobody.
 */
onlyUnassigned: boolean, onlyOpen: boolean, due: DueFilter | null, sort: CaseSort, offset: number, 
/**
 * At most 500.
 */
limit: number, };

export type ListDeadlines = { whose: DeadlineWhose, 
/**
 * Of whosoever, only those of this unit and the units below it.
 */
unitId: string | null, 
/**
 * With `whose: person`.
 */
employeeId: string | null, state: DeadlineState | null, 
/**
 * Words of the case: its title, number, subject, citizen.
 */
text: string, 
/**
 * Ids of rules; none for all.
 */
rules: Array<string>, source: string | null, offset: number, 
/**
 * At most 500.
 */
limit: number, };

export type ListIndexSteps = { state: IndexStepState | null, offset: number, 
/**
 * At most 500.
 */
limit: number, };

export type ListIntakeFiles = { id: string, shown: FileShown, 
/**
 * Part of a name.
 */
text: string, from: number, limit: number, };

export type ListItems = { 
/**
 * The request.
 */
id: string, shown: ItemShown, offset: number, 
/**
 * At most 500.
 */
limit: number, };

export type ListReviewFindings = { id: string, itemId: string, };

export type ListSavedFilters = { room: FilteredRoom, };

export type ListTasks = { whose: TaskWhose, 
/**
 * With `whose: case`.
 */
caseId: string | null, state: TaskShown, span: TaskSpan | null, 
/**
 * Words of the task's title or text.
 */
text: string, sort: TaskSort, offset: number, 
/**
 * At most 500.
 */
limit: number, };

export type LogSubject = { id: string, name: string, };

export type LogTime = { id: string, kind: AktindsigtTimeKind, 
/**
 * Below zero takes back what an earlier line said too much.
 */
minutes: number, 
/**
 * `YYYY-MM-DD`.
 */
workedOn: string, note: string, };

export type LongRunning = { daysOpen: number, 
/**
 * Since the last document; none where there is no document.
 */
daysQuiet: number | null, };

export type LookAtPage = { id: string, itemId: string, page: number, what: PageLook, };

export type LookPurpose = "case_work" | "inquiry" | "deadline" | "aktindsigt" | "supervision" | "emergency";

export type LookRow = { at: string, 
/**
 * The log's word for what was done.
 */
act: string, employee: string | null, unit: string | null, purpose: LookPurpose | null, caseNumber: string | null, };

export type LookedAtPage = { isRead: boolean, };

export type LookedFrom = "search" | "my_day" | "deadline" | "task" | "citizen" | "link" | "index" | "aktindsigt";

export type MadeLetter = { name: string, 
/**
 * With `save_as: file`.
 */
base64: string | null, 
/**
 * With `save_as: document_of_case`.
 */
documentId: string | null, pages: number | null, };

export type MailQuotation = { place: string, 
/**
 * What is decided about the quotation.
 */
decision: HiddenDecisionKind | null, };

export type MakeLetter = { templateId: string, caseId: string, 
/**
 * The merged text, as a person left it.
 */
text: string, format: LetterFormat, saveAs: SaveLetterAs, usesProtectedAddress: boolean, acceptsFindings: boolean, };

export type MappingFault = { 
/**
 * From 1.
 */
line: number, 
/**
 * `case.opened`; empty where the whole file is meant.
 */
field: string, problem: MappingProblem, 
/**
 * The words, the bounds or the section that the problem is about.
 */
detail: string | null, };

export type MappingProblem = "not_toml" | "file_too_long" | "another_version" | "missing" | "unknown_field" | "wrong_type" | "empty" | "too_long" | "too_many" | "not_in_list" | "out_of_bounds" | "not_an_address" | "not_https" | "another_host" | "not_a_path" | "not_a_template" | "no_placeholder" | "not_kle" | "not_cpr" | "needs" | "nothing_asked" | "unknown_unit";

export type MarkDecision = "cover" | "keep";

export type MarkEverywhere = { id: string, seen: number, about: EverywhereAbout, answer: ReviewDecision, 
/**
 * As many as the preview told: with another number nothing is done.
 */
places: number, };

export type MarkKind = "finding" | "text" | "area" | "page" | "document" | "title";

export type MarkedText = { text: string, marks: Array<[number, number]>, };

export type MeasuredCheck = { documents: number, pages: number, 
/**
 * Pieces that must be warned of, and those that no warning touched.
 */
mustFlag: number, leaks: number, 
/**
 * Warnings where nothing was, and of what is the citizen's own or staff's.
 */
falseAlarms: number, overFlags: number, rows: Array<MeasuredRow>, };

export type MeasuredRow = { category: string, there: number, found: number, findings: number, right: number, };

export type MendIndexDifferences = { 
/**
 * At most 500.
 */
objectIds: Array<string>, mend: IndexMend, };

export type MendIndexTitle = { objectId: string, title: string, };

export type MoveDeadlines = { why: string, 
/**
 * How many were shown to move. Where others would move now, none is moved.
 */
moves: number, };

export type MovedBecause = "rule" | "calendar";

export type MovedDeadlineRow = { 
/**
 * With the day that is kept.
 */
deadline: DeadlineRow, ruleName: Named, newDue: string | null, newTime: string | null, 
/**
 * Where it has no day: whether the clock stands.
 */
newState: DeadlineState, 
/**
 * None where it cannot be told apart afterwards.
 */
because: MovedBecause | null, 
/**
 * The citizen knows the old day.
 */
told: boolean, 
/**
 * Send it back with a change of this one.
 */
version: number, };

export type MovedDeadlines = { 
/**
 * In the person's own reach, the soonest first; at most 1,000.
 */
rows: Array<MovedDeadlineRow>, 
/**
 * The same by rule, and all of them.
 */
rules: Array<MovedOfRule>, 
/**
 * In reach, and not told to the citizen.
 */
moves: number, 
/**
 * In reach, and told: these move by a person's act alone.
 */
told: number, 
/**
 * Of cases that the person may not see. Only for whoever may change the law.
 */
movesBeyond: number, toldBeyond: number, 
/**
 * No version of their rule holds for them any more; they keep their day.
 */
stuck: number, 
/**
 * The person may move one of them.
 */
mayMove: boolean, 
/**
 * The person may move all that were not told.
 */
mayMoveAll: boolean, };

export type MovedOfRule = { rule: string, name: Named, moves: number, told: number, };

export type MyDay = { 
/**
 * `YYYY-MM-DD` and the ISO week, by the machine's clock in Danish time.
 */
today: string, week: number, 
/**
 * Her open cases.
 */
open: number, late: DaySection, dueToday: DaySection, 
/**
 * The seven days after today.
 */
soon: DaySection, 
/**
 * Changed in other systems since her last working day began.
 */
news: DaySection, newsSince: string, 
/**
 * Her own that she can go on with, the soonest first.
 */
tasks: DaySection, drafts: DaySection, 
/**
 * On others: what is to be followed up first.
 */
waiting: DaySection, 
/**
 * What comes first after all that: so that an empty day says when there is something again.
 */
next: DayRow | null, };

export type Named = { da: string, en: string, };

export type NewParty = { who: PartyChoice, part: PartyPart, };

export type NewReleaseComment = { itemId: string | null, markId: string | null, text: string, };

export type NotTaken = { place: string, name: string, why: NotTakenWhy, };

export type NotTakenWhy = { "kind": "waiting" } | { "kind": "duplicate" } | { "kind": "container" } | { "kind": "left_out", "data": string } | { "kind": "unreadable", "data": WhyUnreadable };

export type NoteCheckRow = { inform: number, check: number, stop: number, };

export type NoteDeadlineWork = { id: string, version: number, unit: WorkUnit, left: number, 
/**
 * The figure before was wrong: the difference is no work that was done.
 */
isCorrection: boolean, };

export type NoteDraftRow = { id: string, supplements: string | null, 
/**
 * The draft that it was typed in, when that had been changed at another desk meanwhile.
 */
keptBeside: string | null, text: string, version: number, begunAt: string, changedAt: string, };

export type NoteHit = { id: string, title: MarkedText, 
/**
 * The stretch of the note around the first place.
 */
excerpt: MarkedText, at: string, caseId: string, caseNumber: string, };

export type NoteOnPage = { id: string, itemId: string, 
/**
 * 0: about the document as a whole.
 */
page: number, text: string, };

export type NoteRow = { id: string, 
/**
 * In its case.
 */
number: number, 
/**
 * The note that it corrects or adds to.
 */
supplements: string | null, text: string, writtenBy: string, begunAt: string, journalisedAt: string, check: NoteCheckRow, 
/**
 * Why it was journalised all the same, where the check would have stopped it.
 */
why: string | null, };

export type Nothing = Record<symbol, never>;

export type ObstacleKind = "closed" | "stopped" | "not_whole_list" | "regimes_missing" | "not_identified" | "undecided" | "nothing_new" | "does_not_hold" | "not_before" | "changed" | "gone" | "not_here" | "not_read" | "not_pages" | "partly_without_marks" | "given_with_marks" | "mark_without_basis" | "mark_basis" | "stale_marks" | "mark_outside" | "title_stops" | "title_betrays" | "open_doubts" | "letter_missing" | "letter_unfinished" | "letter_behind" | "letter_stops" | "letter_betrays";

export type OfferedFiles = { id: string, 
/**
 * Files and folders as they were handed in.
 */
things: number, 
/**
 * Of the first few.
 */
names: Array<string>, };

export type OpenCase = { id: string, 
/**
 * From where somebody came to it: noted in the log beside the look.
 */
from?: LookedFrom, };

export type OpenCaseTo = { caseId: string, personId: string, reason: string, until: string, };

export type OpenReview = { 
/**
 * The request.
 */
id: string, };

export type OpenSubjectRow = { kle: string, title: string | null, upTo: Sensitivity, };

export type OpenSubjects = { rows: Array<OpenSubjectRow>, };

export type OpenedText = { id: number, findings: Array<FindingRow>, people: number, };

export type OwnLaw = { 
/**
 * A file of rules, as `docs/rules-of-law.md` describes it; empty where there are none.
 */
rules: string, closingDays: Array<ClosingDayRow>, };

export type PageFlag = "low_confidence" | "handwriting" | "face" | "photo" | "text_differs" | "picture_only" | "blank" | "not_read";

export type PageHit = { 
/**
 * From 1.
 */
page: number, 
/**
 * What stands around it.
 */
before: string, found: string, after: string, 
/**
 * Where it stands: left, top, right, bottom in points from the page's top left. Told for one page at a time.
 */
areas: Array<[number, number, number, number]>, };

export type PageHits = { 
/**
 * In the order of the pages; at most 2,000.
 */
hits: Array<PageHit>, hasMore: boolean, };

export type PageLook = "begins" | "ends_whole";

export type PageNoteRow = { id: string, page: number, text: string, by: string, at: string, isSettled: boolean, };

export type PageNotes = { notes: Array<PageNoteRow>, };

export type PagesFlagged = { flag: PageFlag, pages: number, };

export type PartyByNumber = { name: string, cpr: string, };

export type PartyChoice = { "kind": "known", "data": string } | { "kind": "number", "data": PartyByNumber };

export type PartyPart = "primary" | "other";

export type PartyRow = { id: string, name: string, 
/**
 * Birthday part only: `610180-••••`. The whole number does not leave the store.
 */
cprMasked: string | null, part: PartyPart, 
/**
 * Name and address protection: the address is never in this reply.
 */
protected: boolean, address: string | null, };

export type PastTextCount = { kind: PastTextKind, read: number, 
/**
 * Texts with at least one place, and the places in them.
 */
hit: number, places: number, };

export type PastTextExample = { kind: PastTextKind, caseNumber: string, 
/**
 * The place with a little of what stands around it.
 */
text: string, 
/**
 * UTF-16 in `text`, end exclusive.
 */
start: number, end: number, };

export type PastTextHits = { 
/**
 * One line for each kind of text.
 */
kinds: Array<PastTextCount>, 
/**
 * Documents that are no text, too large or too many, and were not looked at.
 */
unread: number, 
/**
 * Some of the places: at most 20.
 */
examples: Array<PastTextExample>, };

export type PastTextKind = "case_title" | "document_title" | "file_name" | "document";

export type People = { rows: Array<PersonRow>, };

export type PersonLoad = { employeeId: string, name: string, unit: string, open: number, late: number, dueNextSevenDays: number, oldestDue: string | null, };

export type PersonRow = { id: string, name: string, username: string, unitId: string | null, active: boolean, lastSignedIn: string | null, grants: Array<GrantRow>, };

export type PinRow = { id: string, page: number, 
/**
 * In ten thousandths of the page's width and height, from its top left.
 */
across: number, down: number, text: string, version: number, madeBy: string, madeAt: string, changedAt: string, isOwn: boolean, };

export type Pins = { 
/**
 * In the order of the pages, and on each from above.
 */
rows: Array<PinRow>, mayWrite: boolean, };

export type PlatformConnection = { settings: PlatformSettings | null, certificate: CertificateFacts | null, };

export type PlatformSettings = { municipality: string, cvr: string, organisationId: string, systemId: string, systemName: string, usualAction: string, issuerAddress: string, issuerByMessage: boolean, accessAddress: string, indexAddress: string, indexAudience: string, 
/**
 * A certificate to trust beside the machine's own, as text; nothing against the real platform.
 */
trustsOnly: string | null, classification: ClassificationSettings | null, units: ServiceSettings | null, 
/**
 * What citizens are granted (Ydelsesindeks).
 */
benefits: ServiceSettings | null, events: EventSettings | null, post: PostSettings | null, };

export type PostSettings = { askAddress: string, askAudience: string, sendAddress: string, sendAudience: string, 
/**
 * Letters are written as MeMo 1.1 rather than 1.2.
 */
isOlder: boolean, };

export type PreviewCheckRule = { id: string, informs: Array<CheckOccasion>, };

export type PreviewDeadlineLaw = { law: ProposedLaw, };

export type PreviewEverywhere = { id: string, about: EverywhereAbout, };

export type PreviewTaskDue = { caseId: string | null, documentId: string | null, due: TaskDue, };

export type PreviewTemplate = { templateId: string, 
/**
 * Instead of the text that is kept: one that is being written.
 */
text: string | null, caseId: string, answers: Array<TemplateAnswer>, 
/**
 * Somebody has said that the protected address may be used.
 */
usesProtectedAddress: boolean, };

export type PreviewWord = { row: WordRow, };

export type PreviewedTaskDue = { day: string | null, how: TaskDueHow | null, };

export type PreviewedTemplate = { title: string, 
/**
 * Merged, still as it is written: a person goes on from here.
 */
text: string, filled: Array<FilledField>, questions: Array<TemplateQuestion>, faults: Array<TemplateFault>, findings: Array<FindingRow>, 
/**
 * The case is our own: the letter can be kept on it.
 */
mayBeKept: boolean, };

export type PrintAccessLog = { id: string, withNames: boolean, };

export type ProposalReason = "environment" | "patient_record" | "patient_record_of_deceased" | "party_in_decision" | "child_has_party_rights" | "custody_holder" | "acts_for_party" | "decision_unsaid" | "own_matters" | "no_decision" | "asks_about_oneself" | "anyone" | "special_interest" | "relative_is_no_party";

export type ProposeRegimes = { role: ApplicantRole, 
/**
 * `None`: the subject says what its cases mostly are.
 */
isDecision: boolean | null, matters: Array<ItemMatter>, kle: string | null, caseIds: Array<string>, 
/**
 * `YYYY-MM-DD`; the law of that day.
 */
receivedOn: string, };

export type ProposedDeadline = { rule: string, name: Named, 
/**
 * `None` where no day follows.
 */
due: string | null, };

export type ProposedDecision = { decision: ItemDecision, bases: Array<ItemBasis>, text: string, };

export type ProposedLaw = { "kind": "own", law: OwnLaw, } | { "kind": "version", number: number, };

export type ProposedRegime = { regime: CheckRegime, name: Named, paragraph: string, reasons: Array<ProposalReason>, source: string, 
/**
 * Somebody has seen its wording.
 */
isVerified: boolean, verifiedOn: string, 
/**
 * What begins to run: rules of deadlines.
 */
deadlines: Array<ProposedDeadline>, };

export type ProposedRegimes = { regimes: Array<ProposedRegime>, 
/**
 * What gives the applicant most of an ordinary document.
 */
mostFavourable: CheckRegime | null, 
/**
 * What cases under the subject mostly are, where that was used.
 */
subjectIsDecision: boolean | null, subjectMatter: ItemMatter | null, };

export type PutEmployment = { 
/**
 * A new one where none is named.
 */
id: string | null, personId: string, unitId: string, title: string, validFrom: string, validTo: string | null, };

export type PutPin = { documentId: string, 
/**
 * The screen's own for a new one (a UUID).
 */
id: string, page: number, across: number, down: number, 
/**
 * At most 2,000 letters.
 */
text: string, 
/**
 * As it was last told; 0 for a new one.
 */
version: number, };

export type ReadAgain = { id: string, places: Array<string>, };

export type RecallRelease = { id: string, releaseId: string, why: string, };

export type ReceivedHow = "digital_post" | "mail" | "letter" | "phone" | "in_person" | "form";

export type RefusalGround = "effort" | "abuse" | "not_identified" | "nothing_there";

export type RefusedItem = { id: string, number: number | null, 
/**
 * `conflict`, `copy`, `out`, `changed`, `gone`, `regime_missing`, `basis_missing`, `basis_not_needed`, `basis_unknown`,
 * `basis_not_allowed`, `basis_not_in_force`, `answer_missing`, `answer_without_words`, `not_before`.
 */
why: string, 
/**
 * The basis it is about.
 */
basis: string | null, 
/**
 * The question that is not answered.
 */
requirement: BasisRequirement | null, 
/**
 * The first day it may be given on.
 */
day: string | null, };

export type RefusedPlace = { itemId: string, 
/**
 * Among the places asked for.
 */
place: number, 
/**
 * `basis_not_allowed`, `outside_page`, `changed`, …
 */
why: string, };

export type RegisterAktindsigt = { 
/**
 * Of its own case.
 */
title: string, 
/**
 * The cases asked for, at most 100. Empty where none was named.
 */
caseIds: Array<string>, 
/**
 * A subject, where no case is asked for; otherwise the first case's.
 */
kle: string | null, unitId: string, teamId: string | null, 
/**
 * `YYYY-MM-DD`.
 */
receivedOn: string, facts: AktindsigtFacts, 
/**
 * The rules a person chose. Empty: the deadlines of those proposed begin, and they are chosen later.
 */
regimes: Array<CheckRegime>, };

export type RegisteredAktindsigt = { 
/**
 * None was made where the title of its case would be held back.
 */
detail: AktindsigtDetail | null, title: GatedTitle, };

export type RelateCases = { id: string, 
/**
 * The other case, by its id or by its number.
 */
other: string, relation: CaseRelation, };

export type RelatedCaseRow = { id: string, number: string, title: string, status: CaseStatus, 
/**
 * What the other case is to this one.
 */
relation: CaseRelation, };

export type RelatedCases = { rows: Array<RelatedCaseRow>, };

export type RelatedPerson = { id: string, name: string, isProtected: boolean, 
/**
 * Cases that both have a part in, within reach.
 */
sharedCases: number, };

export type ReleaseBundle = { id: string, bundleId: string, way: ReleaseWay, 
/**
 * Where the files go, for `file`.
 */
folder: string | null, 
/**
 * How it was given, for `printed` and `other`.
 */
note: string, };

export type ReleaseCommentRow = { at: string, by: string, 
/**
 * What it is about; none where it is about the whole.
 */
itemId: string | null, markId: string | null, text: string, };

export type ReleaseObstacle = { kind: ObstacleKind, 
/**
 * The row of the list it is about.
 */
itemId: string | null, number: number | null, 
/**
 * How many marks, texts or rows.
 */
count: number | null, 
/**
 * A day, a basis, or why a decision does not hold.
 */
detail: string | null, 
/**
 * Somebody who has seen it may go on.
 */
mayBeAccepted: boolean, };

export type ReleaseRow = { id: string, number: number, bundleId: string, isPart: boolean, way: ReleaseWay, releasedAt: string, releasedBy: string, approvedBy: string, 
/**
 * The law of that day.
 */
lawDay: string, documents: number, deliveries: Array<DeliveryRow>, recalledAt: string | null, recalledBy: string | null, recalledWhy: string | null, };

export type ReleaseStanding = { state: AktindsigtState, 
/**
 * What stands in the way of sending it to approval, and of giving it.
 */
obstacles: Array<ReleaseObstacle>, approval: ApprovalRow | null, stops: Array<ReleaseStopRow>, comments: Array<ReleaseCommentRow>, 
/**
 * The newest first.
 */
bundles: Array<BundleRow>, 
/**
 * The oldest first.
 */
releases: Array<ReleaseRow>, maySend: boolean, mayApprove: boolean, mayStop: boolean, 
/**
 * What was asked for was done. Not where something stood in the way: the obstacles say what.
 */
wasDone: boolean, };

export type ReleaseStopRow = { number: number, at: string, by: string, why: string, answeredAt: string | null, answeredBy: string | null, answer: string, };

export type ReleaseWay = "file" | "printed" | "digital_post" | "other";

export type RemoveIntake = { id: string, 
/**
 * Why: it is kept, and shown at the case.
 */
reason: string, };

export type RemovePin = { id: string, version: number, };

export type RemoveSavedFilter = { room: FilteredRoom, id: string, };

export type RemoveSource = { id: string, version: number, };

export type RemovedIntake = { id: string, startedBy: string, startedAt: string, files: number, reason: string, removedBy: string, removedAt: string, };

export type RenumberItems = { 
/**
 * The request.
 */
id: string, order: ItemOrder, };

export type ResetPassword = { id: string, firstPassword: string, };

export type RestoreBackup = { backup: string, passphrase: string, };

export type RestoreCheckRules = { 
/**
 * Zero is every rule as it was shipped.
 */
number: number, version: number, };

export type RestoreProgress = { percent: number, };

export type RestoreWordList = { 
/**
 * Zero is the shipped list alone.
 */
number: number, version: number, };

export type RetireTaskTemplate = { id: string, version: number, };

export type RetireTemplate = { id: string, version: number, };

export type ReturnFromApproval = { id: string, number: number, note: string, comments: Array<NewReleaseComment>, };

export type RevealCitizen = { id: string, what: RevealedFact, purpose: LookPurpose, 
/**
 * In the person's own words; kept where the log's reader may see it.
 */
reason: string, };

export type Revealed = { text: string, };

export type RevealedFact = "protected_address" | "whole_cpr";

export type Review = { id: string, caseId: string, caseNumber: string, applicant: string, state: AktindsigtState, mayAnswer: boolean, items: Array<ReviewItem>, counts: ReviewCounts, stack: ReviewStack, };

export type ReviewAnswered = { 
/**
 * `None` where nothing was done: one place that stands in the way stops the whole.
 */
answer: string | null, marks: number, refused: Array<RefusedPlace>, 
/**
 * Somebody was first at one of the places.
 */
taken: TakenPlace | null, 
/**
 * The documents that it is about, as they stand now.
 */
items: Array<ReviewItem>, stack: ReviewStack, };

export type ReviewCaseAccess = { id: string, isJustified: boolean, note: string, };

export type ReviewCounts = { documents: number, 
/**
 * Not read yet.
 */
waiting: number, pages: number, findings: number, unanswered: number, covered: number, kept: number, withoutBasis: number, stale: number, openNotes: number, unread: number, };

export type ReviewDecision = { "kind": "cover", basis: string | null, note: string, } | { "kind": "keep", reason: string, } | { "kind": "take_off" };

export type ReviewFinding = { 
/**
 * Among all that was found in the document.
 */
number: number, 
/**
 * From 1; 0 in the title.
 */
page: number, areas: Array<[number, number, number, number]>, text: string, 
/**
 * Whom it is about, of those known to be in the cases.
 */
person: string | null, 
/**
 * Its places count in the text that was checked.
 */
found: FindingRow, answer: FindingAnswer | null, };

export type ReviewFindings = { 
/**
 * In the order of the pages; what the title gives away comes first.
 */
findings: Array<ReviewFinding>, marks: Array<ReviewMark>, notes: Array<PageNoteRow>, 
/**
 * Width and height of each page, in points.
 */
pages: Array<ReviewPageSize>, stack: ReviewStack, };

export type ReviewItem = { id: string, number: number, title: string, dated: string, regime: CheckRegime | null, decision: ItemDecision, 
/**
 * Where its pages are shown from.
 */
documentId: string | null, intakeId: string | null, intakePlace: string | null, state: ReviewItemState, 
/**
 * Of what cannot be read.
 */
why: WhyUnreadable | null, pages: number, 
/**
 * Also those that nobody need answer.
 */
findings: number, unanswered: number, covered: number, kept: number, 
/**
 * Covered, on no basis yet.
 */
withoutBasis: number, 
/**
 * Marks on bytes that are not here any more: they count for nothing.
 */
stale: number, openNotes: number, readByMe: number, 
/**
 * Pages that nobody has seen whole.
 */
unread: number, };

export type ReviewItemState = "ready" | "waiting" | "unreadable" | "changed" | "not_here" | "gone";

export type ReviewMark = { id: string, page: number, kind: MarkKind, areas: Array<[number, number, number, number]>, text: string, decision: MarkDecision, basis: string | null, 
/**
 * As it is stamped beside what is covered.
 */
basisLabel: string | null, reason: string, by: string, at: string, 
/**
 * It lies on other bytes than those that are here now.
 */
isStale: boolean, };

export type ReviewNews = { id: string, what: ReviewNewsWhat, 
/**
 * Who did it; `None` where the program reads by itself.
 */
employeeId: string | null, 
/**
 * Documents read so far, and of how many, while they are being read.
 */
done: number, of: number, };

export type ReviewNewsWhat = "reading" | "answered" | "noted";

export type ReviewPage = { page: number, width: number, height: number, 
/**
 * In reading order.
 */
words: Array<ReviewWord>, 
/**
 * How long it must be shown whole before it counts as read.
 */
shortestLookMs: number, };

export type ReviewPageSize = { width: number, height: number, isReadByMe: boolean, isUnread: boolean, };

export type ReviewPlace = { "kind": "finding", itemId: string, number: number, text: string, } | { "kind": "words", itemId: string, page: number, from: number, to: number, } | { "kind": "area", itemId: string, page: number, area: [number, number, number, number], } | { "kind": "page", itemId: string, page: number, } | { "kind": "document", itemId: string, } | { "kind": "title", itemId: string, text: string, } | { "kind": "mark", itemId: string, markId: string, };

export type ReviewStack = { undo: string | null, redo: string | null, 
/**
 * How far she has seen what everybody does: it goes along with her next answer.
 */
seen: number, };

export type ReviewWord = { text: string, line: number, area: [number, number, number, number], };

export type Right = "read_cases" | "work_on_cases" | "see_team" | "read_audit" | "manage_people" | "manage_store" | "change_settings" | "change_word_list" | "change_deadline_law" | "change_templates" | "approve_release" | "stop_release";

export type Role = "caseworker" | "team_lead" | "dpo" | "manager" | "administrator";

export type RuleChange = { id: string, before: Array<CheckOccasion>, after: Array<CheckOccasion>, };

export type SaveAktindsigtLetter = { id: string, kind: AktindsigtLetterKind, version: number, 
/**
 * `# ` is the title, `## ` a heading, `- ` an item.
 */
text: string, 
/**
 * Whoever saves was shown what would be different now, and keeps hers beside it.
 */
keepsAsWritten: boolean, };

export type SaveFilter = { room: FilteredRoom, 
/**
 * One that exists gets a new name, new filters or both.
 */
id: string | null, name: string, query: string, };

export type SaveLetterAs = "file" | "document_of_case";

export type SaveNoteDraft = { caseId: string, 
/**
 * The screen's own for a new one (a UUID), so that a draft whose answer was lost is not begun twice.
 */
id: string, supplements: string | null, 
/**
 * At most 200,000 letters.
 */
text: string, 
/**
 * As it was last told; 0 for a new one.
 */
version: number, };

export type SaveSource = { 
/**
 * Nothing for a new one.
 */
id: string | null, version: number, text: string, 
/**
 * Goes to the key service. Nothing keeps the one that is there.
 */
secret: string | null, };

export type SaveTaskTemplate = { 
/**
 * One that exists gets a new version.
 */
id: string | null, version: number, task: TaskOfTemplate, };

export type SaveTemplate = { 
/**
 * One that exists gets a new version.
 */
id: string | null, version: number, kind: TemplateKind, name: string, text: string, 
/**
 * Somebody has seen what the quality check stops at.
 */
acceptsFindings: boolean, };

export type SavedFilter = { id: string, name: string, 
/**
 * The filters as they stand in the room's link.
 */
query: string, };

export type SavedFilters = { rows: Array<SavedFilter>, 
/**
 * No more than this are kept for each room.
 */
most: number, };

export type SavedNoteDraft = { 
/**
 * Another than was asked for where that one had been changed at another desk: what was typed is kept beside it.
 */
id: string, version: number, changedAt: string, isKeptBeside: boolean, };

export type SearchDocument = { id: string, 
/**
 * At most 200 letters.
 */
text: string, 
/**
 * Only on this page, and where on it.
 */
page: number | null, };

export type SearchEverywhere = { 
/**
 * A name, words, the beginning of words, or a CPR, CVR, case or KLE number typed any way.
 */
text: string, 
/**
 * One group only, for its whole list.
 */
group: HitGroup | null, 
/**
 * Of each group; at most 100.
 */
limit: number, };

export type SearchHits = { citizens: Array<CitizenHit>, cases: Array<CaseHit>, documents: Array<DocumentHit>, notes: Array<NoteHit>, tasks: Array<TaskHit>, 
/**
 * The groups that have more than what is shown.
 */
more: Array<HitGroup>, 
/**
 * Nothing held what was typed: this is what was looked for instead.
 */
corrected: string | null, 
/**
 * What was typed is a whole CPR number, and nobody with it is within reach.
 */
isUnknownCpr: boolean, };

export type SendToApproval = { id: string, isPart: boolean, 
/**
 * What the quality check says of the letter has been seen.
 */
acceptsFindings: boolean, note: string, };

export type Sensitivity = "not_confidential" | "confidential" | "sensitive" | "vip";

export type ServiceSettings = { address: string, audience: string, };

export type SettingRow = { key: string, shape: SettingShape, value: string, defaultValue: string, 
/**
 * Set for the whole municipality (an administrator's act) or by each person for themselves.
 */
personal: boolean, mayChange: boolean, };

export type SettingShape = { "kind": "choice", options: Array<string>, } | { "kind": "number", min: number, max: number, } | { "kind": "text", max_length: number, } | { "kind": "folder" } | { "kind": "switch" };

export type Settings = { rows: Array<SettingRow>, };

export type SettleIndexStep = { objectId: string, number: number, choice: IndexChoice, };

export type SettlePageNote = { id: string, itemId: string, noteId: string, };

export type ShippedMapping = { name: string, text: string, };

export type ShowAktindsigt = { id: string, };

export type ShowAktindsigtLetter = { 
/**
 * The request.
 */
id: string, kind: AktindsigtLetterKind, };

export type ShowCase = { id: string, };

export type ShowCheckVersion = { kind: CheckVersionKind, number: number, };

export type ShowCitizen = { id: string, };

export type ShowDeadline = { id: string, };

export type ShowDocument = { id: string, };

export type ShowIntake = { id: string, };

export type ShowIntakeFile = { id: string, place: string, };

export type ShowPerson = { id: string, };

export type ShowRelease = { 
/**
 * The request.
 */
id: string, 
/**
 * What is decided is to be given, and the rest answered later.
 */
isPart: boolean, };

export type ShowReviewPage = { id: string, itemId: string, page: number, };

export type ShowSource = { id: string, };

export type ShowTask = { id: string, };

export type ShowTemplate = { id: string, };

export type SignIn = { username: string, password: string, };

export type SignedIn = { employeeId: string, name: string, username: string, roles: Array<Role>, rights: Array<Right>, mustChangePassword: boolean, lockAfterMinutes: number, };

export type SourceCapability = "cases" | "documents" | "document_bytes" | "journal_notes" | "benefits" | "deep_link" | "changes";

export type SourceDetail = { row: SourceRow, 
/**
 * The mapping file's text.
 */
mapping: string, needsSecret: boolean, };

export type SourceKind = "own" | "shared_index" | "files" | "mapped";

export type SourceNoteRow = { id: string, 
/**
 * `YYYY-MM-DD`.
 */
dated: string, author: string | null, text: string, source: string, fetchedAt: string, };

export type SourceRow = { id: string, name: string, kind: SourceKind, 
/**
 * The machine that it is on; nothing for what is here.
 */
host: string | null, capabilities: Array<SourceCapability>, 
/**
 * Of a mapped source: what a change of it is held against.
 */
version: number, isConnected: boolean, 
/**
 * When it last answered (UTC).
 */
lastAnswer: string | null, trouble: SourceTrouble | null, field: string | null, troubleSince: string | null, };

export type SourceSeen = { name: string, isOwn: boolean, cases: number, fetchedAt: string | null, isStale: boolean, };

export type SourceStep = "reached" | "let_in" | "first_case" | "documents" | "deep_link";

export type SourceTrouble = "not_connected" | "not_reached" | "timed_out" | "not_allowed" | "not_trusted" | "not_found" | "busy" | "refused" | "not_json" | "too_large" | "shape" | "too_many_pages" | "redirected" | "no_secret" | "key_service" | "mapping";

export type Sources = { rows: Array<SourceRow>, 
/**
 * Mappings that come with the program.
 */
shipped: Array<ShippedMapping>, };

export type SourcesAsked = { sources: Array<AskedSource>, };

export type StartBackup = { folder: string, 
/**
 * Opens the copy on any machine. It is kept nowhere.
 */
passphrase: string, };

export type StartIndexWork = { work: IndexWork, };

export type StartIntake = { caseId: string, offer: string, };

export type SteerIntake = { id: string, wish: IntakeWish, };

export type StopRelease = { id: string, why: string, };

export type StorageState = { folder: string, keyKeptIn: KeyKeptIn, databaseMegabytes: number, blobs: number, blobMegabytes: number, schemaVersion: number, lastBackupAt: string | null, keyChangedAt: string | null, };

export type SubjectRow = { number: string, title: string, };

export type SupportReport = { text: string, };

export type TakeCaseAccess = { id: string, };

export type TakeGrant = { grantId: string, };

export type TakenPlace = { itemId: string, page: number, by: string, at: string, 
/**
 * `None`: a mark was taken off.
 */
decision: MarkDecision | null, };

export type TaskAssignee = { "kind": "nobody" } | { "kind": "employee", id: string, } | { "kind": "team", id: string, };

export type TaskChange = { "kind": "assign", to: TaskAssignee, } | { "kind": "set_due", due: TaskDue, } | { "kind": "wait", waitingFor: string, followUp: string | null, } | { "kind": "resume" } | { "kind": "complete" } | { "kind": "undo" } | { "kind": "tick", number: number, } | { "kind": "untick", number: number, } | { "kind": "retitle", title: string, text: string, } | { "kind": "add_check", text: string, };

export type TaskCheckRow = { number: number, text: string, tickedAt: string | null, tickedBy: string | null, };

export type TaskClosedDay = { day: string, 
/**
 * None for a weekend.
 */
name: Named | null, };

export type TaskCommentRow = { number: number, at: string, by: string, text: string, };

export type TaskCounts = { late: number, today: number, soon: number, later: number, noDay: number, 
/**
 * In whichever span.
 */
waiting: number, };

export type TaskDetail = { row: TaskRow, text: string, createdAt: string, documentTitle: string | null, dueHow: TaskDueHow | null, checklist: Array<TaskCheckRow>, 
/**
 * The oldest first.
 */
comments: Array<TaskCommentRow>, 
/**
 * The newest first.
 */
log: Array<TaskLogRow>, version: number, mayChange: boolean, };

export type TaskDue = { "kind": "none" } | { "kind": "day", day: string, } | { "kind": "counted", amount: number, unit: TaskDueUnit, side: TaskDueSide, from: TaskDueFrom, 
/**
 * With `from: day`.
 */
day: string | null, };

export type TaskDueFrom = "today" | "day" | "case_opened" | "case_due" | "deadline" | "document";

export type TaskDueHow = { amount: number, unit: TaskDueUnit, side: TaskDueSide, from: TaskDueFrom, fromDay: string, 
/**
 * Days on the way that did not count, the first of them.
 */
closed: Array<TaskClosedDay>, closedInAll: number, 
/**
 * The count ended on this day, which nobody works.
 */
endedOn: string | null, };

export type TaskDueSide = "before" | "after";

export type TaskDueUnit = "working_days" | "calendar_days" | "weeks";

export type TaskHit = { id: string, title: MarkedText, isDone: boolean, due: string | null, caseId: string | null, caseNumber: string | null, };

export type TaskLogKind = "created" | "assigned" | "due_set" | "waits" | "resumed" | "done" | "undone" | "ticked" | "unticked" | "retitled" | "check_added";

export type TaskLogRow = { at: string, by: string, kind: TaskLogKind, was: string | null, became: string | null, };

export type TaskOfTemplate = { title: string, text: string, checklist: Array<string>, 
/**
 * Never a day of its own.
 */
due: TaskDue, assignee: TemplateAssignee, };

export type TaskPage = { rows: Array<TaskRow>, total: number, 
/**
 * True when counting stopped early: show "mere end N".
 */
totalIsAtLeast: boolean, };

export type TaskRow = { id: string, title: string, state: TaskState, 
/**
 * `YYYY-MM-DD`.
 */
due: string | null, isLate: boolean, assignee: TaskAssignee, 
/**
 * The person's or the team's.
 */
assigneeName: string | null, createdBy: string, waitingFor: string | null, followUp: string | null, 
/**
 * It waits, and the day to ask again has come.
 */
isToFollowUp: boolean, caseId: string | null, caseNumber: string | null, caseTitle: string | null, citizen: string | null, documentId: string | null, sensitivity: Sensitivity, checks: number, ticked: number, comments: number, version: number, };

export type TaskShown = "not_done" | "open" | "waiting" | "done";

export type TaskSort = "due_first" | "newest_first";

export type TaskSpan = "late" | "today" | "soon" | "later" | "no_day";

export type TaskState = "open" | "waiting" | "done";

export type TaskTemplate = { id: string, 
/**
 * 0 for one that ships with the program and that nobody changed.
 */
version: number, task: TaskOfTemplate, };

export type TaskTemplates = { rows: Array<TaskTemplate>, mayChange: boolean, };

export type TaskWhose = "mine" | "my_teams" | "created_by_me" | "case" | "all_in_reach";

export type TeamChoice = { id: string, name: string, unitId: string, };

export type TeamLoad = { people: Array<PersonLoad>, unassigned: number, at: string, };

export type TemplateAnswer = { id: string, text: string, };

export type TemplateAssignee = { "kind": "me" } | { "kind": "responsible" } | { "kind": "team", id: string, } | { "kind": "nobody" };

export type TemplateDetail = { row: TemplateRow, text: string, questions: Array<TemplateQuestion>, };

export type TemplateFault = { 
/**
 * Counted from 1.
 */
line: number, kind: TemplateFaultKind, 
/**
 * The field, question or word that is to blame.
 */
what: string, };

export type TemplateFaultKind = "unknown_field" | "broken_field" | "unknown_question" | "question_twice" | "no_title" | "two_titles" | "ragged_table" | "unfinished" | "empty_field" | "protected_address";

export type TemplateKind = "letter" | "form";

export type TemplateQuestion = { id: string, text: string, };

export type TemplateRow = { id: string, kind: TemplateKind, name: string, 
/**
 * 0 for one that ships with the program and that nobody changed.
 */
version: number, 
/**
 * When the municipality changed it last (UTC).
 */
changedAt: string | null, };

export type TemplateVersionRow = { 
/**
 * 0 is the one that ships with the program.
 */
number: number, name: string, at: string | null, by: string | null, isRetired: boolean, isInForce: boolean, };

export type TemplateVersions = { 
/**
 * The newest first.
 */
rows: Array<TemplateVersionRow>, };

export type Templates = { rows: Array<TemplateRow>, 
/**
 * Every field that a template may have: the set is closed.
 */
fields: Array<string>, mayChange: boolean, };

export type TextPart = { kind: TextPartKind, text: string, };

export type TextPartKind = "kept" | "gone" | "new";

export type TimeRow = { at: string, by: string, kind: AktindsigtTimeKind, workedOn: string, minutes: number, note: string, };

export type TimelineChange = { 
/**
 * `title`, `status`, `kle`, `unit`, `team`, `responsible`, `sensitivity`, `due`; `created` for the making of it.
 */
field: string, 
/**
 * A name, a word that the screens have a sentence for (status, sensitivity), or a day.
 */
before: string | null, after: string | null, };

export type TimelineDeadline = { rule: string, 
/**
 * Of the rule, where this program knows it.
 */
name: Named | null, 
/**
 * What was done, in the words of a deadline's log; nothing where it was begun.
 */
change: string | null, 
/**
 * A day or an instant; nothing where none follows.
 */
due: string | null, };

export type TimelineDocument = { title: string, direction: DocumentKind, };

export type TimelineLetterStep = { title: string, state: string, };

export type TimelineNote = { 
/**
 * Its beginning.
 */
text: string, isSupplement: boolean, };

export type TimelinePage = { 
/**
 * Newest first.
 */
rows: Array<TimelineRow>, 
/**
 * There is more before these.
 */
next: string | null, };

export type TimelineParty = { name: string, before: PartyPart | null, after: PartyPart | null, };

export type TimelineRelated = { relation: CaseRelation, number: string, title: string, };

export type TimelineRow = { 
/**
 * A day (`YYYY-MM-DD`) or an instant (UTC).
 */
at: string, by: string | null, what: TimelineWhat, 
/**
 * What it is about, where it can be gone to: a document, a note, a deadline, an intake, a case.
 */
id: string, };

export type TimelineSourceNote = { 
/**
 * Its beginning.
 */
text: string, author: string | null, };

export type TimelineTask = { 
/**
 * As it is called now.
 */
title: string, step: TimelineTaskStep, };

export type TimelineTaskStep = "made" | "done" | "undone";

export type TimelineWhat = { "kind": "opened", "data": string } | { "kind": "changed", "data": TimelineChange } | { "kind": "document", "data": TimelineDocument } | { "kind": "note", "data": TimelineNote } | { "kind": "source_note", "data": TimelineSourceNote } | { "kind": "task", "data": TimelineTask } | { "kind": "party", "data": TimelineParty } | { "kind": "deadline", "data": TimelineDeadline } | { "kind": "deadline_change", "data": TimelineDeadline } | { "kind": "letter", "data": string } | { "kind": "letter_step", "data": TimelineLetterStep } | { "kind": "intake" } | { "kind": "intake_removed", "data": string } | { "kind": "related", "data": TimelineRelated } | { "kind": "copied", "data": string } | { "kind": "told" };

export type TriedConnection = { parts: Array<TriedRow>, };

export type TriedField = { 
/**
 * As the mapping names it: `case.number`.
 */
name: string, isThere: boolean, };

export type TriedPart = "certificate" | "token" | "index" | "classification" | "units" | "benefits" | "events" | "post";

export type TriedRow = { part: TriedPart, 
/**
 * Nothing when it works.
 */
trouble: IndexTrouble | null, };

export type TriedSource = { steps: Array<TriedSourceStep>, };

export type TriedSourceStep = { step: SourceStep, trouble: SourceTrouble | null, field: string | null, 
/**
 * How many came, of a list.
 */
count: number | null, 
/**
 * Our fields, and whether the first one has them. Never what stands in them.
 */
fields: Array<TriedField>, };

export type TrySource = { id: string | null, text: string | null, secret: string | null, };

export type UndoReviewAnswer = { id: string, 
/**
 * An undoing that is taken back is done again.
 */
answer: string, };

export type UnitChoice = { id: string, name: string, parentId: string | null, };

export type Unlock = { password: string, };

export type VerifyAudit = { 
/**
 * A receipt written down earlier (`number:fingerprint`): proves that nothing was cut off since.
 */
receipt: string | null, };

export type WantedForm = "bundle" | "separate_files" | "paper" | "inspection" | "unsaid";

export type WhyUnreadable = "needs_password" | "wrong_password" | "encrypted" | "empty" | "damaged" | "unknown_kind" | "too_large" | "too_many_pages" | "too_many_pixels" | "too_many_parts" | "unpacks_to_too_much" | "too_deep" | "too_many_files" | "contains_itself" | "took_too_long" | "took_too_much_memory" | "reader_stopped" | "no_converter" | "no_picture_converter" | "converter_failed" | "missing";

export type WordCategory = "derogatory" | "health" | "substance" | "crime" | "origin" | "sexuality" | "internal" | "third_party" | "economy" | "safety" | "own";

export type WordChange = { 
/**
 * The word as it was, unless it is new.
 */
before: WordRow | null, 
/**
 * The word as it became, unless it was taken off.
 */
after: WordRow | null, };

export type WordKind = "noun" | "adjective" | "verb" | "phrase" | "uninflected" | "unknown";

export type WordListState = { rows: Array<WordRow>, active: number, 
/**
 * Zero while nothing of the shipped list was changed.
 */
version: number, mayChange: boolean, };

export type WordOrigin = "shipped" | "own";

export type WordPreview = { forms: Array<string>, problems: Array<WordProblem>, past: PastTextHits, };

export type WordProblem = { 
/**
 * From 1.
 */
line: number, word: string, 
/**
 * `unknown_category`, `very_common` …
 */
problem: string, };

export type WordRow = { 
/**
 * Base form or phrase.
 */
word: string, category: WordCategory, class: WordKind, 
/**
 * As dictionaries write it: `-en, -er, -erne`. Empty: the word's ending tells.
 */
inflection: string, compounds: boolean, severity: FindingSeverity, active: boolean, 
/**
 * What to write instead.
 */
instead: string, note: string, origin: WordOrigin, };

export type WorkAheadOf = { deadlines: number, left: number, };

export type WorkForecast = { "kind": "cannot_say", why: string, daysMeasured: number, } | { "kind": "expected", finish: string, finishWhenSlow: string, 
/**
 * With what must be done first.
 */
left: number, aDay: number, aSlowDay: number, daysMeasured: number, workingDaysNeeded: number, 
/**
 * None where the deadline has run out or has no day.
 */
workingDaysLeft: number | null, 
/**
 * A word under `forecast`.
 */
outlook: string, };

export type WorkNoteRow = { 
/**
 * `YYYY-MM-DD`.
 */
day: string, by: string, unit: WorkUnit, left: number, done: number, };

export type WorkUnit = "pages" | "documents";

/** Every command: its request and its reply. */
export interface Commands {
  desk_state: { request: Nothing; reply: DeskState };
  retry_opening: { request: Nothing; reply: DeskState };
  give_passphrase: { request: GivePassphrase; reply: DeskState };
  restore_backup: { request: RestoreBackup; reply: DeskState };
  create_first_administrator: { request: CreateFirstAdministrator; reply: SignedIn };
  sign_in: { request: SignIn; reply: SignedIn };
  unlock: { request: Unlock; reply: SignedIn };
  lock: { request: Nothing; reply: Nothing };
  sign_out: { request: Nothing; reply: Nothing };
  support_report: { request: Nothing; reply: SupportReport };
  change_own_password: { request: ChangeOwnPassword; reply: Nothing };
  keep_awake: { request: Nothing; reply: Nothing };
  my_day: { request: Nothing; reply: MyDay };
  list_cases: { request: ListCases; reply: CasePage };
  show_case: { request: OpenCase; reply: CaseDetail };
  create_case: { request: CreateCase; reply: CreatedCase };
  change_case: { request: ChangeCase; reply: ChangedCase };
  preview_case_change: { request: ChangeCase; reply: ChangedCase };
  find_parties: { request: FindParties; reply: FoundParties };
  find_subjects: { request: FindSubjects; reply: FoundSubjects };
  case_timeline: { request: CaseTimeline; reply: TimelinePage };
  case_log: { request: CaseLog; reply: CaseLogPage };
  relate_cases: { request: RelateCases; reply: RelatedCases };
  unrelate_cases: { request: RelateCases; reply: RelatedCases };
  list_notes: { request: ShowCase; reply: Journal };
  save_note_draft: { request: SaveNoteDraft; reply: SavedNoteDraft };
  discard_note_draft: { request: DiscardNoteDraft; reply: Journal };
  journalise_note: { request: JournaliseNote; reply: Journal };
  show_document: { request: ShowDocument; reply: DocumentPages };
  search_document: { request: SearchDocument; reply: PageHits };
  list_pins: { request: ShowDocument; reply: Pins };
  put_pin: { request: PutPin; reply: Pins };
  remove_pin: { request: RemovePin; reply: Pins };
  choices: { request: Nothing; reply: Choices };
  team_load: { request: Nothing; reply: TeamLoad };
  search_everywhere: { request: SearchEverywhere; reply: SearchHits };
  show_citizen: { request: ShowCitizen; reply: CitizenOverview };
  reveal_citizen: { request: RevealCitizen; reply: Revealed };
  citizen_access_log: { request: ShowCitizen; reply: CitizenAccessLog };
  print_access_log: { request: PrintAccessLog; reply: ExportedFile };
  break_glass: { request: BreakGlass; reply: BrokenGlass };
  list_case_access: { request: Nothing; reply: CaseAccessList };
  open_case_to: { request: OpenCaseTo; reply: CaseAccessList };
  form_case_team: { request: FormCaseTeam; reply: CaseAccessList };
  end_case_team: { request: EndCaseTeam; reply: CaseAccessList };
  take_case_access: { request: TakeCaseAccess; reply: CaseAccessList };
  review_case_access: { request: ReviewCaseAccess; reply: CaseAccessList };
  exclude_from_case: { request: ExcludeFromCase; reply: Nothing };
  open_subjects: { request: Nothing; reply: OpenSubjects };
  change_open_subject: { request: ChangeOpenSubject; reply: OpenSubjects };
  employments: { request: ShowPerson; reply: Employments };
  put_employment: { request: PutEmployment; reply: Employments };
  list_deadlines: { request: ListDeadlines; reply: DeadlinePage };
  count_deadlines: { request: ListDeadlines; reply: DeadlineCounts };
  group_deadlines: { request: GroupDeadlines; reply: DeadlineGroups };
  deadline_rules: { request: Nothing; reply: DeadlineRules };
  case_deadlines: { request: ShowCase; reply: CaseDeadlines };
  show_deadline: { request: ShowDeadline; reply: DeadlineDetail };
  preview_deadline: { request: AddDeadline; reply: ExplainedDeadline };
  preview_change: { request: ChangeDeadline; reply: ExplainedDeadline };
  add_deadline: { request: AddDeadline; reply: DeadlineDetail };
  change_deadline: { request: ChangeDeadline; reply: DeadlineDetail };
  calendar_file: { request: Nothing; reply: CalendarFile };
  draft_delay_letter: { request: DraftDelayLetter; reply: DelayLetterDraft };
  deadline_work: { request: ShowDeadline; reply: DeadlineWork };
  note_deadline_work: { request: NoteDeadlineWork; reply: DeadlineWork };
  deadline_law: { request: Nothing; reply: DeadlineLaw };
  preview_deadline_law: { request: PreviewDeadlineLaw; reply: DeadlineLawPreview };
  change_deadline_law: { request: ChangeDeadlineLaw; reply: DeadlineLaw };
  moved_deadlines: { request: Nothing; reply: MovedDeadlines };
  move_deadlines: { request: MoveDeadlines; reply: MovedDeadlines };
  export_deadlines: { request: ExportDeadlines; reply: ExportedFile };
  list_intakes: { request: ShowCase; reply: Intakes };
  start_intake: { request: StartIntake; reply: IntakeDetail };
  add_to_intake: { request: AddToIntake; reply: IntakeDetail };
  show_intake: { request: ShowIntake; reply: IntakeDetail };
  steer_intake: { request: SteerIntake; reply: IntakeDetail };
  list_intake_files: { request: ListIntakeFiles; reply: IntakeFiles };
  show_intake_file: { request: ShowIntakeFile; reply: IntakeFileDetail };
  decide_intake_files: { request: DecideFiles; reply: IntakeDetail };
  decide_intake_hidden: { request: DecideHidden; reply: IntakeDetail };
  decide_quoted_mail: { request: DecideQuotedMail; reply: IntakeDetail };
  dismiss_lapsed_decisions: { request: DismissLapsedDecisions; reply: IntakeDetail };
  give_intake_password: { request: GiveIntakePassword; reply: IntakeDetail };
  read_intake_again: { request: ReadAgain; reply: IntakeDetail };
  remove_intake: { request: RemoveIntake; reply: Intakes };
  intake_threads: { request: ShowIntake; reply: IntakeThreads };
  export_intake: { request: ExportIntake; reply: ExportedFile };
  preview_intake_filing: { request: FileDocuments; reply: FilingPreview };
  file_intake_documents: { request: FileDocuments; reply: FiledDocuments };
  list_letters: { request: ShowCase; reply: Letters };
  decide_letter: { request: DecideLetter; reply: Letters };
  register_aktindsigt: { request: RegisterAktindsigt; reply: RegisteredAktindsigt };
  list_aktindsigter: { request: ListAktindsigter; reply: AktindsigtPage };
  show_aktindsigt: { request: ShowAktindsigt; reply: AktindsigtDetail };
  change_aktindsigt: { request: ChangeAktindsigt; reply: AktindsigtDetail };
  propose_regimes: { request: ProposeRegimes; reply: ProposedRegimes };
  choose_regimes: { request: ChooseRegimes; reply: AktindsigtDetail };
  log_time: { request: LogTime; reply: AktindsigtDetail };
  act_on_aktindsigt: { request: ActOnAktindsigt; reply: AktindsigtDetail };
  collect_items: { request: CollectItems; reply: CollectedItems };
  list_items: { request: ListItems; reply: ItemPage };
  decide_items: { request: DecideItems; reply: DecidedItems };
  change_item: { request: ChangeItem; reply: ItemRow };
  renumber_items: { request: RenumberItems; reply: ItemPage };
  list_bases: { request: ListBases; reply: Bases };
  open_review: { request: OpenReview; reply: Review };
  list_review_findings: { request: ListReviewFindings; reply: ReviewFindings };
  show_review_page: { request: ShowReviewPage; reply: ReviewPage };
  answer_review: { request: AnswerReview; reply: ReviewAnswered };
  preview_everywhere: { request: PreviewEverywhere; reply: EverywherePreview };
  mark_everywhere: { request: MarkEverywhere; reply: ReviewAnswered };
  undo_review_answer: { request: UndoReviewAnswer; reply: ReviewAnswered };
  look_at_page: { request: LookAtPage; reply: LookedAtPage };
  note_on_page: { request: NoteOnPage; reply: PageNotes };
  settle_page_note: { request: SettlePageNote; reply: PageNotes };
  check_consistency: { request: CheckConsistency; reply: ConsistencyReport };
  accept_doubt: { request: AcceptDoubt; reply: ConsistencyReport };
  show_aktindsigt_letter: { request: ShowAktindsigtLetter; reply: AktindsigtLetter };
  draft_aktindsigt_letter: { request: DraftAktindsigtLetter; reply: AktindsigtLetter };
  save_aktindsigt_letter: { request: SaveAktindsigtLetter; reply: AktindsigtLetter };
  set_aktindsigt_letter: { request: ShowAktindsigtLetter; reply: ExportedFile };
  show_release: { request: ShowRelease; reply: ReleaseStanding };
  send_to_approval: { request: SendToApproval; reply: ReleaseStanding };
  approve_release: { request: ApproveRelease; reply: ReleaseStanding };
  return_from_approval: { request: ReturnFromApproval; reply: ReleaseStanding };
  comment_on_release: { request: CommentOnRelease; reply: ReleaseStanding };
  stop_release: { request: StopRelease; reply: ReleaseStanding };
  answer_release_stop: { request: AnswerReleaseStop; reply: ReleaseStanding };
  build_bundle: { request: BuildBundle; reply: JobStarted };
  release_bundle: { request: ReleaseBundle; reply: ReleaseStanding };
  deliver_release: { request: DeliverRelease; reply: ReleaseStanding };
  recall_release: { request: RecallRelease; reply: ReleaseStanding };
  list_tasks: { request: ListTasks; reply: TaskPage };
  count_tasks: { request: ListTasks; reply: TaskCounts };
  show_task: { request: ShowTask; reply: TaskDetail };
  preview_task_due: { request: PreviewTaskDue; reply: PreviewedTaskDue };
  create_task: { request: CreateTask; reply: TaskDetail };
  change_task: { request: ChangeTask; reply: TaskDetail };
  comment_task: { request: CommentTask; reply: TaskDetail };
  assign_tasks: { request: AssignTasks; reply: AssignedTasks };
  list_task_templates: { request: Nothing; reply: TaskTemplates };
  save_task_template: { request: SaveTaskTemplate; reply: TaskTemplates };
  retire_task_template: { request: RetireTaskTemplate; reply: TaskTemplates };
  list_templates: { request: Nothing; reply: Templates };
  show_template: { request: ShowTemplate; reply: TemplateDetail };
  template_versions: { request: ShowTemplate; reply: TemplateVersions };
  compare_templates: { request: CompareTemplates; reply: ComparedTemplates };
  check_template: { request: CheckTemplate; reply: CheckedTemplate };
  save_template: { request: SaveTemplate; reply: Templates };
  retire_template: { request: RetireTemplate; reply: Templates };
  preview_template: { request: PreviewTemplate; reply: PreviewedTemplate };
  make_letter: { request: MakeLetter; reply: MadeLetter };
  list_saved_filters: { request: ListSavedFilters; reply: SavedFilters };
  save_filter: { request: SaveFilter; reply: SavedFilters };
  remove_saved_filter: { request: RemoveSavedFilter; reply: SavedFilters };
  index_health: { request: Nothing; reply: IndexHealth };
  list_index_steps: { request: ListIndexSteps; reply: IndexSteps };
  gate_index_title: { request: MendIndexTitle; reply: GatedTitle };
  mend_index_title: { request: MendIndexTitle; reply: GatedTitle };
  settle_index_step: { request: SettleIndexStep; reply: Nothing };
  dry_run_index: { request: DryRunIndex; reply: IndexDryRun };
  start_index_work: { request: StartIndexWork; reply: JobStarted };
  index_differences: { request: Nothing; reply: IndexDifferences };
  mend_index_differences: { request: MendIndexDifferences; reply: IndexDifferences };
  platform_connection: { request: Nothing; reply: PlatformConnection };
  connect_platform: { request: ConnectPlatform; reply: PlatformConnection };
  try_platform: { request: Nothing; reply: TriedConnection };
  ask_sources_about: { request: AskSourcesAbout; reply: SourcesAsked };
  case_source: { request: ShowCase; reply: CaseSource };
  open_in_source: { request: ShowCase; reply: Nothing };
  list_sources: { request: Nothing; reply: Sources };
  show_source: { request: ShowSource; reply: SourceDetail };
  check_source_mapping: { request: CheckSourceMapping; reply: CheckedMapping };
  save_source: { request: SaveSource; reply: Sources };
  try_source: { request: TrySource; reply: TriedSource };
  remove_source: { request: RemoveSource; reply: Sources };
  list_people: { request: Nothing; reply: People };
  add_person: { request: AddPerson; reply: PersonRow };
  change_person: { request: ChangePerson; reply: PersonRow };
  reset_password: { request: ResetPassword; reply: Nothing };
  give_grant: { request: GiveGrant; reply: PersonRow };
  take_grant: { request: TakeGrant; reply: PersonRow };
  list_audit: { request: ListAudit; reply: AuditPage };
  verify_audit: { request: VerifyAudit; reply: AuditVerdict };
  list_settings: { request: Nothing; reply: Settings };
  change_setting: { request: ChangeSetting; reply: Settings };
  check_text: { request: CheckText; reply: CheckedText };
  open_text: { request: CheckText; reply: OpenedText };
  edit_text: { request: EditText; reply: EditedText };
  close_text: { request: CloseText; reply: Nothing };
  measure_check: { request: Nothing; reply: MeasuredCheck };
  word_list: { request: Nothing; reply: WordListState };
  change_word: { request: ChangeWord; reply: WordListState };
  preview_word: { request: PreviewWord; reply: WordPreview };
  import_word_list: { request: ImportWordList; reply: ImportedWordList };
  export_word_list: { request: Nothing; reply: ExportedWordList };
  restore_word_list: { request: RestoreWordList; reply: WordListState };
  check_rules: { request: Nothing; reply: CheckRules };
  change_check_rule: { request: ChangeCheckRule; reply: CheckRules };
  preview_check_rule: { request: PreviewCheckRule; reply: CheckRulePreview };
  restore_check_rules: { request: RestoreCheckRules; reply: CheckRules };
  check_versions: { request: Nothing; reply: CheckVersions };
  show_check_version: { request: ShowCheckVersion; reply: CheckVersionChanges };
  storage_state: { request: Nothing; reply: StorageState };
  start_backup: { request: StartBackup; reply: JobStarted };
  start_store_check: { request: Nothing; reply: JobStarted };
  start_search_rebuild: { request: Nothing; reply: JobStarted };
  rotate_key: { request: Nothing; reply: StorageState };
  change_passphrase: { request: ChangePassphrase; reply: Nothing };
  list_jobs: { request: Nothing; reply: Jobs };
  cancel_job: { request: CancelJob; reply: Nothing };
}

export const errorCodes: readonly ErrorCode[] = [
  "keyring_unavailable",
  "keyring_locked",
  "store_key_missing",
  "store_key_wrong",
  "passphrase_wrong",
  "passphrase_weak",
  "store_in_use",
  "store_read_only",
  "disk_full",
  "store_damaged",
  "store_foreign",
  "store_newer",
  "store_closed",
  "sign_in_refused",
  "sign_in_throttled",
  "password_weak",
  "not_signed_in",
  "session_locked",
  "not_allowed",
  "last_administrator",
  "invalid_input",
  "not_found",
  "conflict",
  "backup_invalid",
  "backup_target_invalid",
  "folder_not_writable",
  "job_running",
  "files_unreadable",
  "no_files",
  "page_not_drawn",
  "index_not_reached",
  "source_not_answered",
  "link_not_opened",
  "cancelled",
  "internal",
];

/** The fewest signs of a reason: the desk refuses fewer. */
export const shortestReason = {
  reveal: 10,
  letIn: 10,
  team: 10,
  exclude: 5,
  emergency: 20,
  review: 10,
} as const;
