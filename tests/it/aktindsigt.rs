use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::{demo, demo_for_anne};
use crate::support::{NOTHING, add_person, grant, sign_in_as, words};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// One of hers that has documents, as it is shown.
pub(crate) async fn case_with_documents(test: &TestDesk) -> CaseDetail {
    let mine = ListCases {
        only_mine: true,
        ..words("")
    };
    let rows = test.desk.list_cases(mine).await.unwrap().rows;
    let mut best: Option<CaseDetail> = None;
    for row in rows.into_iter().take(30) {
        let shown = test.desk.show_case(OpenCase::of(&row.id)).await.unwrap();
        let more = best
            .as_ref()
            .is_none_or(|best| shown.documents.len() > best.documents.len());
        if more && shown.row.sensitivity < Sensitivity::Vip {
            best = Some(shown);
        }
    }
    best.unwrap()
}

pub(crate) fn facts(role: ApplicantRole) -> AktindsigtFacts {
    AktindsigtFacts {
        received_how: ReceivedHow::Mail,
        role,
        name: "Karin Østergaard".to_owned(),
        cpr: None,
        contact: "karin@example.dk".to_owned(),
        on_behalf_of: String::new(),
        identity: None,
        authority_document_id: None,
        text: "Jeg vil gerne se sagen.".to_owned(),
        theme: "Ansøgning om rampe".to_owned(),
        wanted_form: WantedForm::Bundle,
        is_decision: Some(true),
        matters: Vec::new(),
    }
}

pub(crate) fn registering(case: &CaseDetail, role: ApplicantRole) -> RegisterAktindsigt {
    RegisterAktindsigt {
        title: "Aktindsigt i sag om hjælpemidler".to_owned(),
        case_ids: vec![case.row.id.clone()],
        kle: None,
        unit_id: case.standing.unit_id.clone(),
        team_id: case.standing.team_id.clone(),
        received_on: "2026-11-17".to_owned(),
        facts: facts(role),
        regimes: Vec::new(),
    }
}

pub(crate) async fn registered(test: &TestDesk, request: RegisterAktindsigt) -> AktindsigtDetail {
    let made = test.desk.register_aktindsigt(request).await.unwrap();
    made.detail.unwrap()
}

/// With the rules chosen as they were proposed.
pub(crate) async fn with_regimes(test: &TestDesk, detail: &AktindsigtDetail) -> AktindsigtDetail {
    let proposed = detail.proposal.regimes.iter().map(|one| one.regime);
    choose(test, detail, &proposed.collect::<Vec<_>>(), "")
        .await
        .unwrap()
}

async fn choose(
    test: &TestDesk,
    detail: &AktindsigtDetail,
    regimes: &[CheckRegime],
    why: &str,
) -> Result<AktindsigtDetail, ErrorReply> {
    test.desk
        .choose_regimes(ChooseRegimes {
            id: detail.id.clone(),
            version: detail.version,
            regimes: regimes.to_vec(),
            why: why.to_owned(),
        })
        .await
}

async fn act(
    test: &TestDesk,
    detail: &AktindsigtDetail,
    act: AktindsigtAct,
) -> Result<AktindsigtDetail, ErrorReply> {
    test.desk
        .act_on_aktindsigt(ActOnAktindsigt {
            id: detail.id.clone(),
            version: detail.version,
            act,
        })
        .await
}

async fn time(
    test: &TestDesk,
    id: &str,
    kind: AktindsigtTimeKind,
    minutes: i32,
) -> AktindsigtDetail {
    test.desk
        .log_time(LogTime {
            id: id.to_owned(),
            kind,
            minutes,
            worked_on: "2026-11-20".to_owned(),
            note: "gennemgang".to_owned(),
        })
        .await
        .unwrap()
}

pub(crate) async fn show(desk: &Desk, id: &str) -> Result<AktindsigtDetail, ErrorReply> {
    desk.show_aktindsigt(ShowAktindsigt { id: id.to_owned() })
        .await
}

pub(crate) async fn collect(
    desk: &Desk,
    id: &str,
    from: CollectFrom,
) -> Result<CollectedItems, ErrorReply> {
    desk.collect_items(CollectItems {
        id: id.to_owned(),
        from,
    })
    .await
}

pub(crate) fn all_cases() -> CollectFrom {
    CollectFrom::Cases {
        case_ids: Vec::new(),
    }
}

pub(crate) async fn items(desk: &Desk, id: &str, shown: ItemShown) -> ItemPage {
    desk.list_items(ListItems {
        id: id.to_owned(),
        shown,
        offset: 0,
        limit: 500,
    })
    .await
    .unwrap()
}

fn rules(detail: &AktindsigtDetail, open: bool) -> Vec<(String, Option<String>)> {
    let is_open = |row: &&DeadlineRow| {
        !matches!(
            row.state,
            DeadlineState::CompletedInTime | DeadlineState::CompletedLate
        ) == open
    };
    let mut rules: Vec<_> = detail
        .deadlines
        .iter()
        .filter(is_open)
        .map(|row| (row.rule.clone(), row.due.clone()))
        .collect();
    rules.sort();
    rules
}

#[tokio::test]
async fn a_request_gets_its_own_case_and_its_deadline_on_the_day_it_is_registered() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    assert_eq!(detail.case.kle, asked.row.kle, "the same subject");
    assert_ne!(detail.case.id, asked.row.id);
    assert!(
        detail.case.sensitivity >= asked.row.sensitivity,
        "no less guarded"
    );
    assert_eq!(detail.state, AktindsigtState::Received);
    assert_eq!(detail.cases.len(), 1);
    assert_eq!(
        detail.proposal.most_favourable,
        Some(CheckRegime::PartyAccess)
    );
    assert_eq!(
        detail.proposal.regimes[0].reasons,
        [ProposalReason::PartyInDecision]
    );
    // Nobody has chosen yet, and the law counts from the receipt: 17 November, seven working days.
    assert!(detail.regimes.is_empty());
    assert_eq!(
        rules(&detail, true),
        [("FVL-16".to_owned(), Some("2026-11-26".to_owned()))]
    );
    // Both cases tell of each other.
    let shown = test
        .desk
        .show_case(OpenCase::of(&asked.row.id))
        .await
        .unwrap();
    let related = shown.standing.related;
    assert!(related.iter().any(|row| row.id == detail.case.id));
    let listed = test
        .desk
        .list_aktindsigter(ListAktindsigter {
            only_mine: true,
            case_id: Some(asked.row.id.clone()),
            text: "østergaard".to_owned(),
            limit: 50,
            ..ListAktindsigter::default()
        })
        .await
        .unwrap();
    assert_eq!(listed.total, 1);
    assert_eq!(listed.rows[0].due.as_deref(), Some("2026-11-26"));
    assert!(!listed.rows[0].is_late);
    // What was done and looked at stands in the log of its case.
    show(&test.desk, &detail.id).await.unwrap();
    let log = test
        .desk
        .case_log(CaseLog {
            id: detail.case.id.clone(),
            before: None,
            limit: 100,
        })
        .await
        .unwrap();
    let acts: Vec<&str> = log.rows.iter().map(|row| row.act.as_str()).collect();
    for act in [
        "case_created",
        "aktindsigt_registered",
        "aktindsigt_read",
        "deadline_added",
    ] {
        assert!(acts.contains(&act), "{act}: {acts:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_registered_makes_neither_a_case_nor_a_deadline() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let good = || registering(&asked, ApplicantRole::Anyone);
    let check = async |field: &str, problem: Option<&str>, request: RegisterAktindsigt| {
        let before = test.desk.list_cases(words("")).await.unwrap().total;
        let refused = test.desk.register_aktindsigt(request).await.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field));
        assert_eq!(refused.problem.as_deref(), problem, "{field}");
        let after = test.desk.list_cases(words("")).await.unwrap().total;
        assert_eq!(before, after, "{field}");
    };
    let tomorrow = RegisterAktindsigt {
        received_on: "2026-11-22".to_owned(),
        ..good()
    };
    check("receivedOn", Some("in_the_future"), tomorrow).await;
    let no_day = RegisterAktindsigt {
        received_on: "2026-02-30".to_owned(),
        ..good()
    };
    check("receivedOn", Some("no_such_day"), no_day).await;
    let nothing_asked = RegisterAktindsigt {
        case_ids: Vec::new(),
        ..good()
    };
    check("kle", Some("no_such_subject"), nothing_asked).await;
    let not_there = RegisterAktindsigt {
        case_ids: vec![NOBODY.to_owned()],
        ..good()
    };
    check("caseIds", None, not_there).await;
    let with = |change: &dyn Fn(&mut AktindsigtFacts)| {
        let mut request = good();
        change(&mut request.facts);
        request
    };
    let no_number = with(&|facts| facts.cpr = Some("123".to_owned()));
    check("cpr", Some("no_such_number"), no_number).await;
    let long = with(&|facts| facts.text = "a".repeat(20_001));
    check("text", Some("too_long"), long).await;
    let others = with(&|facts| facts.authority_document_id = Some(asked.documents[0].id.clone()));
    check("authorityDocumentId", None, others).await;
}

#[tokio::test]
async fn the_rules_that_are_chosen_begin_their_deadlines_and_end_the_others() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::DataSubject)).await;
    let before: Vec<String> = rules(&detail, true)
        .into_iter()
        .map(|rule| rule.0)
        .collect();
    assert_eq!(before, ["FVL-16", "GDPR-12"]);
    // Others than were proposed: not without a reason.
    let other = [CheckRegime::DataProtection, CheckRegime::Environment];
    let refused = choose(&test, &detail, &other, " ").await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("why"));
    let chosen = choose(&test, &detail, &other, "Sagen er om støj")
        .await
        .unwrap();
    let open: Vec<String> = rules(&chosen, true)
        .into_iter()
        .map(|rule| rule.0)
        .collect();
    assert_eq!(open, ["GDPR-12", "MIL-10", "MIL-4"]);
    let ended: Vec<String> = rules(&chosen, false)
        .into_iter()
        .map(|rule| rule.0)
        .collect();
    assert_eq!(ended, ["FVL-16"]);
    let told: Vec<(CheckRegime, bool)> = chosen
        .regimes
        .iter()
        .map(|row| (row.regime, row.was_proposed))
        .collect();
    assert_eq!(
        told,
        [
            (CheckRegime::DataProtection, true),
            (CheckRegime::Environment, false)
        ]
    );
    // Whoever saw an earlier state changes nothing.
    let late = choose(&test, &detail, &other, "igen").await.unwrap_err();
    assert_eq!(late.code, ErrorCode::Conflict);
    let none = choose(&test, &chosen, &[], "ingen").await.unwrap_err();
    assert_eq!(none.problem.as_deref(), Some("empty"));
}

#[tokio::test]
async fn refusing_for_effort_takes_the_rules_a_dialogue_and_more_than_twenty_five_hours() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Anyone)).await;
    let refuse = || AktindsigtAct::Refuse {
        ground: RefusalGround::Effort,
        why: "Det vil tage omkring 40 timer".to_owned(),
    };
    let problem = |refused: Result<AktindsigtDetail, ErrorReply>| refused.unwrap_err().problem;
    assert_eq!(
        problem(act(&test, &detail, refuse()).await).as_deref(),
        Some("regimes_not_chosen")
    );
    let detail = with_regimes(&test, &detail).await;
    assert_eq!(detail.hours.most, Some(1_500));
    assert_eq!(
        problem(act(&test, &detail, refuse()).await).as_deref(),
        Some("narrow_first")
    );
    let narrow = AktindsigtAct::Narrow {
        note: "Ringede og spurgte, om det kan være nok med afgørelserne.".to_owned(),
        theme: "Afgørelser om rampe".to_owned(),
    };
    let detail = act(&test, &detail, narrow).await.unwrap();
    assert!(detail.was_narrowed);
    assert_eq!(detail.facts.theme, "Afgørelser om rampe");
    let journal = test
        .desk
        .list_notes(ShowCase {
            id: detail.case.id.clone(),
        })
        .await
        .unwrap();
    assert_eq!(
        journal.notes.len(),
        1,
        "what was said stands in the journal"
    );
    let detail = time(&test, &detail.id, AktindsigtTimeKind::Search, 600).await;
    let detail = time(&test, &detail.id, AktindsigtTimeKind::Review, 900).await;
    assert!(!detail.hours.is_beyond, "25 hours are not beyond 25 hours");
    assert_eq!(
        problem(act(&test, &detail, refuse()).await).as_deref(),
        Some("too_few_hours")
    );
    time(&test, &detail.id, AktindsigtTimeKind::Estimate, 500).await;
    let detail = time(&test, &detail.id, AktindsigtTimeKind::Estimate, 1).await;
    assert_eq!((detail.hours.left, detail.hours.is_beyond), (1, true));
    let refused = act(&test, &detail, refuse()).await.unwrap();
    assert_eq!(refused.state, AktindsigtState::Refused);
    assert!(rules(&refused, true).is_empty(), "nothing runs any more");
    // It stands until somebody opens it again, and the law counts as before.
    let collecting = collect(&test.desk, &detail.id, all_cases())
        .await
        .unwrap_err();
    assert_eq!(collecting.problem.as_deref(), Some("closed"));
    let reopen = AktindsigtAct::Reopen {
        why: "Klagen gav medhold".to_owned(),
    };
    let open = act(&test, &refused, reopen).await.unwrap();
    assert_eq!(open.state, AktindsigtState::Collecting);
    assert_eq!(
        rules(&open, true),
        [("OFL-36".to_owned(), Some("2026-11-26".to_owned()))]
    );
    let kinds: Vec<&str> = open.log.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds.first().copied(), Some("registered"));
    assert_eq!(kinds.last().copied(), Some("reopen"));
    let numbers: Vec<u32> = open.log.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=9).collect::<Vec<_>>());
}

#[tokio::test]
async fn one_s_own_data_knows_no_limit_of_hours_and_no_vexation() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let mut request = registering(&asked, ApplicantRole::Party);
    request.facts.is_decision = Some(false);
    let detail = registered(&test, request).await;
    let detail = with_regimes(&test, &detail).await;
    assert_eq!(detail.regimes[0].regime, CheckRegime::OwnAccess);
    let detail = time(&test, &detail.id, AktindsigtTimeKind::Estimate, 9_000).await;
    assert_eq!((detail.hours.most, detail.hours.is_beyond), (None, false));
    for ground in [RefusalGround::Effort, RefusalGround::Abuse] {
        let refuse = AktindsigtAct::Refuse {
            ground,
            why: "Det er for meget".to_owned(),
        };
        let refused = act(&test, &detail, refuse).await.unwrap_err();
        assert_eq!(refused.problem.as_deref(), Some("ground_not_allowed"));
    }
    let forward = AktindsigtAct::Forward {
        to: "Familieretshuset".to_owned(),
        why: "Det er deres afgørelse".to_owned(),
    };
    let forwarded = act(&test, &detail, forward).await.unwrap();
    assert_eq!(forwarded.state, AktindsigtState::Forwarded);
    let told = forwarded.log.last().unwrap();
    assert_eq!(told.detail.as_deref(), Some("Familieretshuset"));
}

#[tokio::test]
async fn what_is_told_of_a_request_is_put_right_by_one_at_a_time_and_a_number_is_never_told_back() {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let mut request = registering(&asked, ApplicantRole::Party);
    request.facts.cpr = Some("700180-1234".to_owned());
    let detail = registered(&test, request).await;
    assert_eq!(detail.facts.cpr, None);
    let masked = detail.cpr_masked.clone().unwrap();
    assert!(masked.starts_with("700180") && !masked.contains("1234"));
    let changing = |facts: AktindsigtFacts, version| ChangeAktindsigt {
        id: detail.id.clone(),
        version,
        facts,
        add_case_ids: Vec::new(),
    };
    let mut facts = detail.facts.clone();
    facts.identity = Some(IdentityCheck::MitId);
    facts.theme = "Alt om rampen".to_owned();
    let first = test
        .desk
        .change_aktindsigt(changing(facts.clone(), detail.version))
        .await
        .unwrap();
    assert_eq!(first.cpr_masked.as_deref(), Some(masked.as_str()));
    assert_eq!(first.identity_by.as_deref(), Some("Anne Krogsgaard"));
    let second = test
        .desk
        .change_aktindsigt(changing(facts.clone(), detail.version))
        .await
        .unwrap_err();
    assert_eq!(second.code, ErrorCode::Conflict);
    facts.cpr = Some(String::new());
    let without = test
        .desk
        .change_aktindsigt(changing(facts, first.version))
        .await
        .unwrap();
    assert_eq!(without.cpr_masked, None);
    assert_eq!(without.facts.theme, "Alt om rampen");
}

/// A caseworker who works with other subjects.
async fn outsider(test: &TestDesk) -> Arc<Desk> {
    test.desk
        .sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    let person = add_person(test, "udefra", Role::Dpo).await;
    let all = person.grants[0].id.clone();
    test.desk
        .give_grant(GiveGrant {
            kle: Some("85".to_owned()),
            ..grant(&person.id, Role::Caseworker)
        })
        .await
        .unwrap();
    test.desk
        .take_grant(TakeGrant { grant_id: all })
        .await
        .unwrap();
    let desk = test.second_desk();
    desk.sign_in(sign_in_as("udefra", "midlertidig nøgle"))
        .await
        .unwrap();
    desk.change_own_password(ChangeOwnPassword {
        current: "midlertidig nøgle".to_owned(),
        new: "mine egne ord her".to_owned(),
    })
    .await
    .unwrap();
    desk
}

#[tokio::test]
async fn a_request_out_of_reach_answers_as_one_that_is_not_there() {
    let test = demo().await;
    let outsider = outsider(&test).await;
    test.desk.sign_out(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let asked = case_with_documents(&test).await;
    let detail = registered(&test, registering(&asked, ApplicantRole::Party)).await;
    collect(&test.desk, &detail.id, all_cases()).await.unwrap();
    let row = items(&test.desk, &detail.id, ItemShown::Listed)
        .await
        .rows
        .remove(0);
    let facts = serde_json::to_value(&detail.facts).unwrap();
    let ask = async |command: &str, request: serde_json::Value| {
        let answer = Box::pin(outsider.call_json(command, request)).await;
        let refused = answer.unwrap_err();
        (refused.code, refused.field, refused.problem)
    };
    let version = detail.version + 1;
    let each = |id: &str, item: &str| -> Vec<(&'static str, serde_json::Value)> {
        vec![
            ("show_aktindsigt", serde_json::json!({"id": id})),
            (
                "change_aktindsigt",
                serde_json::json!({"id": id, "version": version, "facts": facts, "addCaseIds": []}),
            ),
            (
                "choose_regimes",
                serde_json::json!({"id": id, "version": version, "regimes": ["public_access"], "why": "x"}),
            ),
            (
                "log_time",
                serde_json::json!({"id": id, "kind": "search", "minutes": 5, "workedOn": "2026-11-20", "note": ""}),
            ),
            (
                "act_on_aktindsigt",
                serde_json::json!({"id": id, "version": version, "act": {"kind": "withdraw", "why": "x"}}),
            ),
            (
                "collect_items",
                serde_json::json!({"id": id, "from": {"kind": "cases", "caseIds": []}}),
            ),
            ("list_items", serde_json::json!({"id": id, "limit": 10})),
            (
                "decide_items",
                serde_json::json!({"id": id, "items": [{"id": item, "version": 1}], "decision": "given",
                    "bases": [], "answers": [], "text": ""}),
            ),
            (
                "change_item",
                serde_json::json!({"aktindsigtId": id, "id": item, "version": 1, "change": {"kind": "unfold"}}),
            ),
            (
                "renumber_items",
                serde_json::json!({"id": id, "order": {"kind": "oldest_first"}}),
            ),
        ]
    };
    for ((command, hidden), (_, absent)) in each(&detail.id, &row.id)
        .into_iter()
        .zip(each(NOBODY, NOBODY))
    {
        let (hidden, absent) = (ask(command, hidden).await, ask(command, absent).await);
        assert_eq!(hidden, absent, "{command}");
        assert_eq!(hidden.0, ErrorCode::NotFound, "{command}");
    }
    let listed = outsider
        .list_aktindsigter(ListAktindsigter {
            shown: AktindsigtShown::All,
            limit: 100,
            ..ListAktindsigter::default()
        })
        .await
        .unwrap();
    assert_eq!((listed.total, listed.rows.len()), (0, 0));
    // Whoever may read it may not work on it for that.
    let dpo = test.second_desk();
    dpo.sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let seen = show(&dpo, &detail.id).await.unwrap();
    assert!(!seen.may_change);
    let refused = collect(&dpo, &detail.id, all_cases()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    let choices = dpo.choices(NOTHING).await.unwrap();
    assert!(!choices.employees.is_empty());
}
