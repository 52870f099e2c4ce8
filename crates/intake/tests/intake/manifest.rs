//! A manifest never says "complete" of an intake that is not.

use sagsbord_intake::Sums;

#[test]
fn only_settled_files_that_sum_up_are_complete() {
    let sums = |waiting, taken, unreadable, files| Sums {
        files,
        waiting,
        taken,
        unreadable,
        ..Sums::default()
    };
    let check = |sums: Sums, expected: bool| assert_eq!(sums.is_complete(), expected, "{sums:?}");
    check(sums(0, 3, 0, 3), true);
    check(sums(1, 2, 0, 3), false);
    check(sums(0, 2, 1, 3), false);
    check(sums(0, 2, 0, 3), false);
    check(sums(0, 0, 0, 0), true);
}
