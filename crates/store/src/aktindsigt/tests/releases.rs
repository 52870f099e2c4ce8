use sagsbord_domain::aktindsigt::LetterKind;
use sagsbord_domain::{AktindsigtLetterId, BundleId, ReleaseId};

use super::*;
use crate::{
    Approval, ApprovalState, Bundle, Delivery, NewRelease, ReleaseComment, ReleasedItem,
    RequestLetter,
};

fn letter() -> RequestLetter {
    RequestLetter {
        id: AktindsigtLetterId::new(Uuid::from_u128(70)),
        aktindsigt: request(),
        kind: LetterKind::Decision,
        dated: day("2026-11-21"),
        drafted: "# Afgørelse".to_owned(),
        text: "# Afgørelse".to_owned(),
        written_at: now(),
        written_by: anne(),
        version: 1,
    }
}

fn approval(print: &str) -> Approval {
    Approval {
        number: 0,
        state: ApprovalState::Waiting,
        print: print.to_owned(),
        is_part: false,
        sent: (now(), anne()),
        sent_text: String::new(),
        settled: None,
        settled_text: String::new(),
    }
}

async fn print(store: &Store) -> String {
    store
        .read()
        .await
        .unwrap()
        .release_print(request())
        .await
        .unwrap()
}

/// A store with a request, two rows and a letter, and what was bundled and released of it.
async fn released() -> (TempDir, Store) {
    let (folder, store) = store().await;
    add(
        &store,
        &[item(30, 1, ASKED, None), item(31, 2, ASKED, None)],
    )
    .await;
    let mut writer = store.write().await.unwrap();
    writer.add_request_letter(&letter()).await.unwrap();
    let print = writer.release_print(request()).await.unwrap();
    let number = writer
        .send_to_approval(request(), &approval(&print))
        .await
        .unwrap();
    let step = (ApprovalState::Waiting, ApprovalState::Approved);
    writer
        .settle_approval(request(), number, step, (now(), anne()), "")
        .await
        .unwrap();
    let bundle = Bundle {
        id: BundleId::new(Uuid::from_u128(80)),
        aktindsigt: request(),
        form: "bundle".to_owned(),
        print: print.clone(),
        program: "1".to_owned(),
        built: (now(), anne()),
        acts: 1,
        pages: 4,
        marks: 2,
        is_clean: true,
        report: "{}".to_owned(),
        files: Vec::new(),
    };
    writer.add_bundle(&bundle).await.unwrap();
    let release = NewRelease {
        id: ReleaseId::new(Uuid::from_u128(90)),
        aktindsigt: request(),
        bundle: bundle.id,
        letter: letter().id,
        approval: number,
        approved_by: anne(),
        print,
        is_part: true,
        way: "file".to_owned(),
        at: now(),
        by: anne(),
        law_day: day("2026-11-21"),
        program: "1".to_owned(),
        items: vec![ReleasedItem {
            item: ItemId::new(Uuid::from_u128(30)),
            version: 3,
            number: 1,
            decision: ItemDecision::Given,
            bases: Vec::new(),
            sha256: None,
        }],
    };
    writer.add_release(&release).await.unwrap();
    writer.use_approval(request(), number).await.unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn the_print_is_of_everything_that_would_be_given_and_of_nothing_else() {
    let (_folder, store) = store().await;
    add(&store, &[item(30, 1, ASKED, None)]).await;
    let before = print(&store).await;
    assert_eq!(before, print(&store).await);
    let change = async |sql: &'static str| {
        let mut writer = store.write().await.unwrap();
        sqlx::raw_sql(sql).execute(&mut *writer).await.unwrap();
        writer.commit().await.unwrap();
        print(&store).await
    };
    let log = change("INSERT INTO aktindsigt_act SELECT aktindsigt_id, 99, at, employee_id, kind, detail, text FROM aktindsigt_act").await;
    assert_eq!(log, before, "what is told of it in the log is not given");
    let mut seen = vec![before];
    for sql in [
        "UPDATE aktindsigt SET applicant_cpr = '7003801234'",
        "UPDATE aktindsigt_item SET decision = 'given'",
        "UPDATE aktindsigt_item SET title = 'Et andet brev'",
        "UPDATE aktindsigt_item SET sha256 = 'ab'",
        "INSERT INTO aktindsigt_regime SELECT id, 'ofl', 1, 1, registered_at, registered_by FROM aktindsigt",
        "INSERT INTO aktindsigt_mark (id, aktindsigt_id, item_id, sha256, page, kind, areas, text, decision, reason,
            answer, made_at, made_by)
         SELECT 'm', aktindsigt_id, id, 'ab', 1, 'text', '[]', 'Karen', 'cover', '', 'a', collected_at, collected_by
         FROM aktindsigt_item",
        "UPDATE aktindsigt_mark SET undone_by = 'b'",
        "INSERT INTO aktindsigt_letter SELECT 1, 'l', id, 'decision', '2026-11-21', '#', '#', 1, registered_at,
            registered_by, 1 FROM aktindsigt",
        "UPDATE aktindsigt_letter SET text = '# Andet'",
    ] {
        let now = change(sql).await;
        // What is taken back leaves the list as it was before it.
        let is_new = !seen.contains(&now);
        assert_eq!(is_new, !sql.contains("undone_by"), "{sql}");
        seen.push(now);
    }
}

#[tokio::test]
async fn what_was_released_can_be_neither_changed_nor_removed() {
    let (_folder, store) = released().await;
    for sql in [
        "UPDATE aktindsigt_release SET way = 'printed'",
        "DELETE FROM aktindsigt_release",
        "UPDATE aktindsigt_release_item SET decision = 'withheld'",
        "DELETE FROM aktindsigt_release_item",
        "UPDATE aktindsigt_bundle SET is_clean = 0",
        "DELETE FROM aktindsigt_bundle",
        "UPDATE aktindsigt_letter SET text = 'x'",
        "DELETE FROM aktindsigt_letter",
        "UPDATE aktindsigt_approval SET print = 'x'",
        "DELETE FROM aktindsigt_approval",
    ] {
        let mut writer = store.write().await.unwrap();
        let refused = sqlx::raw_sql(sql).execute(&mut *writer).await;
        assert!(refused.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn a_release_remembers_what_was_decided_and_how_it_was_delivered_and_recalled() {
    let (_folder, store) = released().await;
    let id = ReleaseId::new(Uuid::from_u128(90));
    let mut writer = store.write().await.unwrap();
    let delivery = Delivery {
        at: now(),
        by: anne(),
        way: "file".to_owned(),
        outcome: "written".to_owned(),
        letter: None,
        text: String::new(),
    };
    writer.add_delivery(id, &delivery).await.unwrap();
    writer
        .recall_release(id, (now(), anne()), "Forkert person")
        .await
        .unwrap();
    let twice = writer.recall_release(id, (now(), anne()), "Igen").await;
    assert!(matches!(twice, Err(StoreError::Conflict)));
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let releases = reader.releases(request()).await.unwrap();
    assert_eq!(
        (releases.len(), releases[0].number, releases[0].items),
        (1, 1, 1)
    );
    assert_eq!(releases[0].deliveries, [delivery]);
    assert_eq!(releases[0].recalled.as_ref().unwrap().2, "Forkert person");
    let answered = reader.answered_items(request()).await.unwrap();
    assert_eq!(answered.get(&ItemId::new(Uuid::from_u128(30))), Some(&3));
    assert_eq!(answered.len(), 1);
    // The next letter of its kind begins anew.
    let open = reader
        .request_letter(request(), LetterKind::Decision)
        .await
        .unwrap();
    assert_eq!(open, None);
}

#[tokio::test]
async fn what_is_sent_again_takes_the_earlier_back_and_is_settled_once() {
    let (_folder, store) = store().await;
    let mut writer = store.write().await.unwrap();
    let first = writer
        .send_to_approval(request(), &approval("a"))
        .await
        .unwrap();
    let second = writer
        .send_to_approval(request(), &approval("b"))
        .await
        .unwrap();
    assert_eq!((first, second), (1, 2));
    let step = (ApprovalState::Waiting, ApprovalState::Approved);
    let by = (now(), anne());
    let late = writer.settle_approval(request(), first, step, by, "").await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    writer
        .settle_approval(request(), second, step, by, "Ja")
        .await
        .unwrap();
    let twice = writer
        .settle_approval(request(), second, step, by, "")
        .await;
    assert!(matches!(twice, Err(StoreError::Conflict)));
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    let newest = reader.newest_approval(request()).await.unwrap().unwrap();
    assert_eq!(
        (newest.state, newest.print.as_str()),
        (ApprovalState::Approved, "b")
    );
    assert_eq!(newest.settled_text, "Ja");
}

#[tokio::test]
async fn a_stop_holds_until_it_is_answered_and_a_remark_stays() {
    let (_folder, store) = store().await;
    let by = (now(), anne());
    let mut writer = store.write().await.unwrap();
    assert!(!writer.is_release_stopped(request()).await.unwrap());
    writer
        .add_release_stop(request(), by, "Se akt 3")
        .await
        .unwrap();
    assert!(writer.is_release_stopped(request()).await.unwrap());
    writer
        .answer_release_stop(request(), 1, by, "Den er set")
        .await
        .unwrap();
    assert!(!writer.is_release_stopped(request()).await.unwrap());
    let twice = writer.answer_release_stop(request(), 1, by, "Igen").await;
    assert!(matches!(twice, Err(StoreError::Conflict)));
    let remark = ReleaseComment {
        at: now(),
        by: anne(),
        item: None,
        mark: None,
        text: "Se siden igennem".to_owned(),
    };
    let both = [remark.clone(), remark.clone()];
    writer.add_release_comments(request(), &both).await.unwrap();
    let removed = sqlx::raw_sql("DELETE FROM aktindsigt_comment")
        .execute(&mut *writer)
        .await;
    assert!(removed.is_err());
    writer.commit().await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.release_comments(request()).await.unwrap(), both);
    let stops = reader.release_stops(request()).await.unwrap();
    assert_eq!(
        (stops[0].why.as_str(), stops[0].answer.as_str()),
        ("Se akt 3", "Den er set")
    );
}
