use sagsbord_scan::Category;

use crate::support::{check_table, plain};

#[test]
fn cpr_numbers_are_found_in_every_written_form_and_look_alikes_are_not() {
    let rows = check_table(include_str!("tables/cpr.tsv"), &plain(), &[Category::Cpr]);
    assert!(rows >= 400, "the table has {rows} rows");
}
