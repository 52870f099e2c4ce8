use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_contract::{
    FindingAction, FindingRow, FindingSeverity, FindingWhose, ReviewItemState,
};
use sagsbord_domain::aktindsigt::{Direction, ItemOrigin, Matter};
use sagsbord_domain::{CaseId, MarkId, ReviewAnswerId, Sensitivity};
use sagsbord_store::{AktindsigtItem, ItemFacts, ItemRuling, ItemSource, ListedItem};
use uuid::Uuid;

use super::*;
use crate::aktindsigt::review::found::ItemFound;

const BYTES: &str = "aa";
const NAME: MarkArea = [10.0, 10.0, 60.0, 22.0];
const ELSEWHERE: MarkArea = [100.0, 10.0, 160.0, 22.0];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_255_200, 0).unwrap_or_default()
}

fn me() -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(1))
}

fn found(page: u32, areas: &[MarkArea], text: &str, flag: bool) -> Found {
    Found {
        page,
        areas: areas.to_vec(),
        text: text.to_owned(),
        value: value_of(text),
        person: None,
        row: FindingRow {
            start: 0,
            end: 0,
            category: "NAME".to_owned(),
            whose: FindingWhose::ThirdParty,
            flag,
            severity: FindingSeverity::Check,
            confidence: 90,
            rule: "name".to_owned(),
            rule_version: 1,
            evidence: Vec::new(),
            action: FindingAction::Cover,
            bases: Vec::new(),
        },
    }
}

fn item(findings: Vec<Found>) -> StandingItem {
    let item = AktindsigtItem {
        id: ItemId::new(Uuid::from_u128(7)),
        aktindsigt: AktindsigtId::new(Uuid::from_u128(8)),
        number: 1,
        source: ItemSource {
            origin: ItemOrigin::Document,
            case: CaseId::new(Uuid::from_u128(9)),
            document: None,
            intake: None,
            earlier: None,
            title: String::new(),
        },
        collected_at: now(),
        collected_by: me(),
        facts: ItemFacts {
            title: "Notat om Karin Berg".to_owned(),
            dated: now().date_naive(),
            dispatched: None,
            direction: Direction::Internal,
            matter: Matter::Other,
            sender: String::new(),
            recipient: String::new(),
            pages: Some(2),
            regime: None,
        },
        sha256: Some(BYTES.to_owned()),
        bytes: Some(1),
        file_name: None,
        media_type: None,
        sensitivity: Sensitivity::Confidential,
        folded_onto: None,
        out_reason: None,
        ruling: ItemRuling::none(),
        proposal: None,
        version: 1,
    };
    StandingItem {
        listed: ListedItem {
            item,
            case_number: String::new(),
            is_gone: false,
            is_changed: false,
            copies: 0,
        },
        regime: None,
        print: String::new(),
        found: Some(Arc::new(ItemFound {
            pages: 2,
            why: None,
            findings,
        })),
        state: ReviewItemState::Ready,
    }
}

fn mark(kind: MarkKind, page: u32, areas: &[MarkArea], decision: MarkDecision) -> Mark {
    Mark {
        id: MarkId::new(Uuid::new_v4()),
        aktindsigt: AktindsigtId::new(Uuid::from_u128(8)),
        item: ItemId::new(Uuid::from_u128(7)),
        sha256: BYTES.to_owned(),
        page,
        kind,
        areas: areas.to_vec(),
        text: match kind {
            MarkKind::Title => "Karin Berg".to_owned(),
            _ => String::new(),
        },
        decision,
        basis: None,
        reason: String::new(),
        rule: None,
        category: None,
        answer: ReviewAnswerId::new(Uuid::from_u128(6)),
        undone_by: None,
        made_at: now(),
        made_by: me(),
    }
}

fn done(marks: Vec<Mark>) -> Done {
    let id = ItemId::new(Uuid::from_u128(7));
    Done {
        marks: HashMap::from([(id, marks)]),
        reads: HashMap::new(),
        notes: HashMap::new(),
    }
}

use MarkDecision::{Cover, Keep};
use MarkKind::{Area, Document, Finding, Page, Text, Title};

#[test]
fn a_finding_is_answered_by_what_lies_over_all_of_it_and_covered_where_anybody_covered_it() {
    let on_page = found(1, &[NAME], "Karin Berg", true);
    let in_title = found(0, &[], "Karin Berg", true);
    let check = |found: &Found, marks: &[Mark], expected: Option<MarkDecision>| {
        let one = item(Vec::new());
        let answers = Answers::of(&one, marks);
        let answer = answers.answering(found).map(|mark| mark.decision);
        assert_eq!(answer, expected, "{found:?} {marks:?}");
    };
    check(&on_page, &[], None);
    check(&on_page, &[mark(Finding, 1, &[NAME], Keep)], Some(Keep));
    check(&on_page, &[mark(Text, 1, &[ELSEWHERE], Cover)], None);
    check(&on_page, &[mark(Finding, 2, &[NAME], Cover)], None);
    check(
        &on_page,
        &[mark(Area, 1, &[[0.0, 0.0, 300.0, 300.0]], Cover)],
        Some(Cover),
    );
    check(&on_page, &[mark(Page, 1, &[], Cover)], Some(Cover));
    check(&on_page, &[mark(Page, 2, &[], Cover)], None);
    check(&on_page, &[mark(Document, 0, &[], Cover)], Some(Cover));
    // However late somebody kept it.
    let both = [mark(Page, 1, &[], Cover), mark(Finding, 1, &[NAME], Keep)];
    check(&on_page, &both, Some(Cover));
    let other_way = [mark(Finding, 1, &[NAME], Keep), mark(Page, 1, &[], Cover)];
    check(&on_page, &other_way, Some(Cover));
    // The title is no page of the document.
    check(&in_title, &[mark(Document, 0, &[], Cover)], None);
    check(&in_title, &[mark(Title, 0, &[], Cover)], Some(Cover));
    check(&on_page, &[mark(Title, 0, &[], Cover)], None);
}

#[test]
fn marks_on_other_bytes_are_told_as_stale_and_count_for_nothing() {
    let check = |change: &dyn Fn(&mut StandingItem), expected: (u32, u32, u32)| {
        let mut one = item(vec![
            found(1, &[NAME], "Karin Berg", true),
            found(1, &[ELSEWHERE], "Sagsbehandler", false),
        ]);
        change(&mut one);
        let marks = vec![mark(Finding, 1, &[NAME], Cover), mark(Title, 0, &[], Cover)];
        let row = done(marks).item_row(&one, me());
        assert_eq!((row.stale, row.covered, row.unanswered), expected);
    };
    check(&|_| {}, (0, 2, 0));
    let other_bytes = |one: &mut StandingItem| one.listed.item.sha256 = Some("bb".to_owned());
    check(&other_bytes, (1, 1, 1));
    check(&|one| one.listed.is_changed = true, (1, 1, 1));
    check(&|one| one.listed.is_gone = true, (1, 1, 1));
    // A title that says something else now.
    let renamed = |one: &mut StandingItem| one.listed.item.facts.title = "Notat".to_owned();
    check(&renamed, (0, 1, 0));
    // What is withheld whole is not asked about piece by piece.
    let withheld = |one: &mut StandingItem| {
        one.listed.item.sha256 = Some("bb".to_owned());
        one.listed.item.ruling.decision = ItemDecision::Withheld;
    };
    check(&withheld, (1, 1, 0));
}

#[test]
fn a_page_that_was_seen_in_other_bytes_is_unread() {
    let one = item(Vec::new());
    let read = |sha256: &str, page, employee: u128| PageRead {
        item: one.id(),
        sha256: sha256.to_owned(),
        page,
        employee: EmployeeId::new(Uuid::from_u128(employee)),
    };
    for (reads, expected) in [
        (vec![], (0, 2)),
        (vec![read("bb", 1, 1)], (0, 2)),
        (vec![read(BYTES, 1, 1)], (1, 1)),
        (vec![read(BYTES, 1, 2)], (0, 1)),
        (vec![read(BYTES, 1, 1), read(BYTES, 1, 2)], (1, 1)),
        (vec![read(BYTES, 1, 1), read(BYTES, 2, 2)], (1, 0)),
    ] {
        let mut done = done(Vec::new());
        done.reads.insert(one.id(), reads);
        let row = done.item_row(&one, me());
        assert_eq!((row.read_by_me, row.unread), expected);
    }
}
