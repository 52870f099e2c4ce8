//! A mailbox whose conversations are known, put together again from what its mails hold.

use std::collections::BTreeMap;

use sagsbord_intake::{Limits, Looked, look, threads};

use crate::make::mailbox::mailbox;

#[test]
fn five_hundred_mails_are_put_together_as_they_were_sent() {
    let known = mailbox(500);
    let read: Vec<Looked> = known
        .mails
        .iter()
        .map(|(mail, _)| look(mail, "fil.eml", None, Limits::default()))
        .collect();
    let all: Vec<_> = read
        .iter()
        .enumerate()
        .filter_map(|(node, looked)| Some((node, looked.mail.as_ref()?, looked.quoted.as_slice())))
        .collect();
    assert_eq!(all.len(), 500);
    let threads = threads(&all);
    let mut expected: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, (_, conversation)) in known.mails.iter().enumerate() {
        expected.entry(*conversation).or_default().push(node);
    }
    let mut expected: Vec<Vec<usize>> = expected.into_values().collect();
    let mut found: Vec<Vec<usize>> = threads.iter().map(|thread| thread.mails.clone()).collect();
    for group in expected.iter_mut().chain(&mut found) {
        group.sort_unstable();
    }
    expected.sort();
    found.sort();
    let wrong: Vec<_> = found
        .iter()
        .filter(|group| !expected.contains(group))
        .collect();
    assert_eq!(found, expected, "wrong: {wrong:?}");
    for thread in &threads {
        let sent: Vec<_> = thread
            .mails
            .iter()
            .map(|node| read[*node].mail.as_ref().and_then(|head| head.sent))
            .collect();
        assert!(sent.is_sorted());
    }
    // Each long text that was quoted is offered with the mail it came from.
    let mut quotations = 0;
    for (node, looked) in read.iter().enumerate() {
        for (index, part) in looked.quoted.iter().enumerate().skip(1) {
            if part.text.contains("punkt") {
                quotations += 1;
                let is_offered = threads
                    .iter()
                    .flat_map(|thread| &thread.copies)
                    .any(|copies| {
                        copies.places.contains(&(node, index))
                            && copies.places.iter().any(|(_, part)| *part == 0)
                    });
                assert!(is_offered, "{part:?}");
            }
        }
    }
    println!(
        "{} conversations, {quotations} quotations known again",
        threads.len()
    );
    assert!(quotations > 100);
}
