use sagsbord_contract::*;

use crate::support::{NOTHING, add_person, administrator, sign_in_as, started};

/// Signs a DPO in at a desk of their own.
async fn dpo(test: &sagsbord_testkit::desk::TestDesk) -> std::sync::Arc<sagsbord_app::Desk> {
    add_person(test, "dorthe", Role::Dpo).await;
    let desk = test.second_desk();
    desk.sign_in(sign_in_as("dorthe", "midlertidig nøgle"))
        .await
        .unwrap();
    desk.change_own_password(ChangeOwnPassword {
        current: "midlertidig nøgle".to_owned(),
        new: "lyset i det øverste vindue".to_owned(),
    })
    .await
    .unwrap();
    desk
}

fn all() -> ListAudit {
    ListAudit {
        limit: 500,
        ..ListAudit::default()
    }
}

#[tokio::test]
async fn every_act_leaves_its_line_and_no_line_holds_a_name() {
    let test = started().await;
    let dpo = dpo(&test).await;
    test.desk.sign_out(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("agnes", "et forkert gæt"))
        .await
        .unwrap_err();
    test.desk.sign_in(administrator()).await.unwrap();
    test.desk.lock(NOTHING).await.unwrap();

    let page = dpo.list_audit(all()).await.unwrap();
    let acts: Vec<&str> = page.rows.iter().rev().map(|row| row.act.as_str()).collect();
    assert_eq!(
        acts,
        [
            "store_created",
            "first_administrator_made",
            "signed_in",
            "person_added",
            "grant_given",
            "signed_in",
            "password_changed",
            "signed_out",
            "sign_in_refused",
            "signed_in",
            "locked",
        ]
    );
    assert_eq!(page.total as usize, page.rows.len());
    for row in &page.rows {
        let kept = format!(
            "{} {:?} {:?} {:?}",
            row.act, row.subject_kind, row.subject_id, row.details
        );
        for plain in ["agnes", "Agnes", "dorthe", "Prøve"] {
            assert!(!kept.contains(plain), "line {} holds {plain}", row.number);
        }
    }
    assert!(
        page.rows
            .iter()
            .any(|row| row.employee.as_deref() == Some("Agnes Prøve"))
    );
}

#[tokio::test]
async fn a_receipt_proves_that_nothing_was_cut_off_or_exchanged() {
    let test = started().await;
    let dpo = dpo(&test).await;
    let first = dpo.verify_audit(VerifyAudit::default()).await.unwrap();
    assert!(first.intact);
    assert_eq!(first.receipt_fits, None);
    let with = |receipt: &str| VerifyAudit {
        receipt: Some(receipt.to_owned()),
    };
    let later = dpo.verify_audit(with(&first.receipt)).await.unwrap();
    assert_eq!((later.intact, later.receipt_fits), (true, Some(true)));

    let mut forged = first.receipt.clone();
    let last = forged.pop().unwrap();
    forged.push(if last == '0' { '1' } else { '0' });
    let unfit = dpo.verify_audit(with(&forged)).await.unwrap();
    assert_eq!(
        (unfit.intact, unfit.receipt_fits, unfit.broken_at),
        (false, Some(false), None)
    );
    for nonsense in ["", "5", "x:y", "5:zz"] {
        let refused = dpo.verify_audit(with(nonsense)).await.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("receipt"), "{nonsense}");
    }
}

#[tokio::test]
async fn the_log_can_be_paged_and_narrowed() {
    let test = started().await;
    let dpo = dpo(&test).await;
    let newest = dpo
        .list_audit(ListAudit { limit: 2, ..all() })
        .await
        .unwrap();
    let older = dpo
        .list_audit(ListAudit {
            before: Some(newest.rows[1].number),
            limit: 2,
            ..all()
        })
        .await
        .unwrap();
    assert_eq!(older.rows[0].number + 1, newest.rows[1].number);
    let only = dpo
        .list_audit(ListAudit {
            act: Some("signed_in".to_owned()),
            ..all()
        })
        .await
        .unwrap();
    assert!(only.rows.iter().all(|row| row.act == "signed_in") && only.total == 2);
    let unknown = dpo
        .list_audit(ListAudit {
            act: Some("drop table".to_owned()),
            ..all()
        })
        .await
        .unwrap_err();
    assert_eq!(unknown.field.as_deref(), Some("act"));
}
