use std::time::Duration;

use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;
use uuid::Uuid;

use crate::cases::demo_for_the_dpo;
use crate::support::{sign_in_as, words};

const BO: (&str, &str) = ("bo", "kaffe på den grønne bænk");

/// A document of that kind that both the team lead and the caseworker reach.
async fn document_where(
    desk: &Desk,
    fits: impl Fn(&DocumentRow) -> bool,
) -> (CaseRow, DocumentRow) {
    for offset in 0..10 {
        let request = ListCases {
            offset: offset * 500,
            limit: 500,
            only_open: true,
            ..words("")
        };
        for row in desk.list_cases(request).await.unwrap().rows {
            if row.documents == 0 {
                continue;
            }
            let detail = desk.show_case(OpenCase::of(&row.id)).await.unwrap();
            if let Some(found) = detail.documents.into_iter().find(|one| fits(one)) {
                return (row, found);
            }
        }
    }
    panic!("the demo has no such document");
}

fn is_pdf_with_text(document: &DocumentRow) -> bool {
    document.media_type.as_deref() == Some("application/pdf")
        && document.file_name.is_some()
        && document.bytes.is_some_and(|bytes| bytes < 60_000)
}

/// Asks until it has been read, told by the desk when to ask again.
async fn pages(desk: &Desk, id: &str) -> DocumentPages {
    let mut events = desk.events();
    let request = || ShowDocument { id: id.to_owned() };
    loop {
        let shown = desk.show_document(request()).await.unwrap();
        if shown.state != DocumentState::Reading {
            return shown;
        }
        loop {
            let event = tokio::time::timeout(Duration::from_secs(120), events.next()).await;
            match event.unwrap().unwrap() {
                DeskEvent::Document(read) if read.id == id => break,
                _ => {}
            }
        }
    }
}

async fn hits(desk: &Desk, id: &str, text: &str, page: Option<u32>) -> Vec<PageHit> {
    let request = SearchDocument {
        id: id.to_owned(),
        text: text.to_owned(),
        page,
    };
    desk.search_document(request).await.unwrap().hits
}

async fn bo_at(test: &TestDesk) -> std::sync::Arc<Desk> {
    let desk = test.second_desk();
    desk.sign_in(sign_in_as(BO.0, BO.1)).await.unwrap();
    desk
}

#[tokio::test]
async fn a_documents_pages_are_read_once_drawn_and_searched_with_their_places() {
    let test = demo_for_the_dpo().await;
    let desk = bo_at(&test).await;
    let (_, document) = document_where(&desk, is_pdf_with_text).await;
    let first = desk
        .show_document(ShowDocument {
            id: document.id.clone(),
        })
        .await
        .unwrap();
    // Its pages are there to be looked at before it has been read.
    assert_eq!(first.state, DocumentState::Reading);
    assert!(!first.pages.is_empty());
    let read = pages(&desk, &document.id).await;
    assert_eq!(read.state, DocumentState::Ready);
    assert_eq!(read.pages.len(), first.pages.len());
    assert!(read.pages.iter().any(|page| page.letters > 0));
    let png = desk.document_page(&document.id, 1, 96.0).await.unwrap();
    assert!(png.bytes.starts_with(b"\x89PNG"));
    let beyond = u32::try_from(read.pages.len()).unwrap() + 1;
    assert!(
        desk.document_page(&document.id, beyond, 96.0)
            .await
            .is_err()
    );

    // A word of the page, however it is typed, is found there and has a place on the paper.
    let found = hits(&desk, &document.id, "e", None).await;
    assert!(!found.is_empty());
    let word: String = format!("{}e", found[0].before)
        .split_whitespace()
        .last()
        .unwrap()
        .to_uppercase();
    let on_page = hits(&desk, &document.id, &word, Some(found[0].page)).await;
    assert!(!on_page.is_empty());
    let page = &read.pages[usize::try_from(found[0].page).unwrap() - 1];
    for hit in &on_page {
        assert!(!hit.areas.is_empty(), "{hit:?}");
        for [left, top, right, bottom] in &hit.areas {
            assert!(0.0 <= *left && left < right && *right <= page.width + 1.0);
            assert!(0.0 <= *top && top < bottom && *bottom <= page.height + 1.0);
        }
    }
    assert!(
        hits(&desk, &document.id, "findes ingen steder", None)
            .await
            .is_empty()
    );
    assert!(hits(&desk, &document.id, "   ", None).await.is_empty());
    let too_long = desk
        .search_document(SearchDocument {
            id: document.id.clone(),
            text: "x".repeat(201),
            page: None,
        })
        .await
        .unwrap_err();
    assert_eq!(too_long.problem.as_deref(), Some("too_long"));
}

#[tokio::test]
async fn a_file_that_is_no_pdf_has_pages_too_and_one_that_cannot_be_read_says_why() {
    let test = demo_for_the_dpo().await;
    let desk = bo_at(&test).await;
    let is_text = |one: &DocumentRow| one.media_type.as_deref() == Some("text/plain");
    let (_, text) = document_where(&desk, is_text).await;
    let read = pages(&desk, &text.id).await;
    assert_eq!(read.state, DocumentState::Ready);
    assert!(read.pages[0].letters > 0);
    let png = desk.document_page(&text.id, 1, 96.0).await.unwrap();
    assert!(png.bytes.starts_with(b"\x89PNG"));
    let only_known = |one: &DocumentRow| one.file_name.is_none();
    let (_, known) = document_where(&desk, only_known).await;
    let refused = desk
        .show_document(ShowDocument { id: known.id })
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
}

fn pin(document: &str, text: &str) -> PutPin {
    PutPin {
        document_id: document.to_owned(),
        id: Uuid::new_v4().to_string(),
        page: 1,
        across: 5_000,
        down: 2_500,
        text: text.to_owned(),
        version: 0,
    }
}

#[tokio::test]
async fn a_pin_is_seen_by_colleagues_moved_by_its_writer_and_struck_by_either() {
    let test = demo_for_the_dpo().await;
    let desk = bo_at(&test).await;
    let (case, document) = document_where(&desk, is_pdf_with_text).await;
    let put = pin(&document.id, " Se bilag 2 ");
    let pins = desk.put_pin(put.clone()).await.unwrap();
    assert_eq!((pins.rows.len(), pins.may_write), (1, true));
    assert_eq!(
        (pins.rows[0].text.as_str(), pins.rows[0].is_own),
        ("Se bilag 2", true)
    );
    // The DPO reads it, and writes nothing.
    let read = test
        .desk
        .list_pins(ShowDocument {
            id: document.id.clone(),
        })
        .await
        .unwrap();
    assert_eq!((read.rows.len(), read.may_write), (1, false));
    assert!(!read.rows[0].is_own);
    let moved = PutPin {
        across: 100,
        version: 1,
        ..put.clone()
    };
    assert_eq!(
        desk.put_pin(moved.clone()).await.unwrap().rows[0].across,
        100
    );
    let stale = desk.put_pin(moved).await.unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);
    for (wrong, field) in [
        (
            PutPin {
                page: 0,
                ..pin(&document.id, "x")
            },
            "page",
        ),
        (
            PutPin {
                across: 10_001,
                ..pin(&document.id, "x")
            },
            "page",
        ),
        (pin(&document.id, "  "), "text"),
        (pin(&document.id, &"x".repeat(2_001)), "text"),
    ] {
        let refused = desk.put_pin(wrong).await.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field));
    }
    let gone = desk
        .remove_pin(RemovePin {
            id: put.id.clone(),
            version: 2,
        })
        .await
        .unwrap();
    assert!(gone.rows.is_empty());
    let log = desk
        .case_log(CaseLog {
            id: case.id,
            before: None,
            limit: 100,
        })
        .await
        .unwrap();
    let acts: Vec<&str> = log.rows.iter().map(|row| row.act.as_str()).collect();
    assert!(
        acts.contains(&"pin_put") && acts.contains(&"pin_removed"),
        "{acts:?}"
    );
}

#[tokio::test]
async fn a_document_out_of_reach_has_no_pages_no_hits_and_no_pins() {
    let test = demo_for_the_dpo().await;
    let is_here = |one: &DocumentRow| one.file_name.is_some();
    let all = test.desk.list_cases(words("")).await.unwrap();
    let outside = all
        .rows
        .iter()
        .filter(|row| !row.kle.starts_with("62") && row.documents > 0);
    let mut hidden = None;
    for row in outside {
        let detail = test.desk.show_case(OpenCase::of(&row.id)).await.unwrap();
        hidden = detail.documents.into_iter().find(is_here);
        if hidden.is_some() {
            break;
        }
    }
    let hidden = hidden.unwrap().id;
    let anne = test.second_desk();
    anne.sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let absent = Uuid::new_v4().to_string();
    for id in [&hidden, &absent] {
        let request = || ShowDocument { id: id.clone() };
        let codes = [
            anne.show_document(request()).await.unwrap_err().code,
            anne.list_pins(request()).await.unwrap_err().code,
            anne.document_page(id, 1, 96.0).await.err().unwrap().code,
            anne.put_pin(pin(id, "x")).await.unwrap_err().code,
            anne.search_document(SearchDocument {
                id: id.clone(),
                text: "x".to_owned(),
                page: None,
            })
            .await
            .unwrap_err()
            .code,
        ];
        assert_eq!(codes, [ErrorCode::NotFound; 5], "{id}");
    }
}
