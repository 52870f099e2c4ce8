use sagsbord_scan::{Options, WordList, measure};

#[test]
fn what_the_screen_says_of_the_check_is_measured_and_stays_good() {
    let measured = measure(&WordList::built_in(), Options::default());
    assert!(measured.documents >= 16, "{}", measured.documents);
    assert!(measured.must_flag >= 80, "{}", measured.must_flag);
    let leak_rate = measured.leaks as f64 / measured.must_flag as f64;
    let per_page = measured.false_alarms as f64 / measured.pages;
    let over = measured.over_flags as f64 / measured.pages;
    assert!(leak_rate <= 0.03, "{leak_rate}: {:#?}", measured.faults);
    assert!(per_page <= 1.0, "{per_page}: {:#?}", measured.faults);
    assert!(over <= 1.0, "{over}: {:#?}", measured.faults);
}

#[test]
fn a_worse_word_list_is_measured_as_worse() {
    let good = measure(&WordList::built_in(), Options::default());
    let none = measure(&WordList::from_base_forms(""), Options::default());
    assert!(none.leaks > good.leaks, "the figures must be able to fall");
}
