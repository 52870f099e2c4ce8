//! The test program started again as the intake's helper.

use std::process;

use sagsbord_intake::{HelperProgram, become_helper};

/// Starts this very test, alone, in the process that the intake asks for.
pub(crate) fn helper() -> HelperProgram {
    let mut helper = HelperProgram::this().unwrap_or(HelperProgram {
        program: "/proc/self/exe".into(),
        arguments: Vec::new(),
    });
    helper.arguments = [
        "--exact",
        "helper::is_the_helper_of_other_tests",
        "--ignored",
        "--nocapture",
    ]
    .map(Into::into)
    .to_vec();
    helper
}

#[test]
#[ignore = "no test by itself: other tests start it as the process that opens their files"]
fn is_the_helper_of_other_tests() {
    if become_helper().is_some() {
        process::exit(0);
    }
}
