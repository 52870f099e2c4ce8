//! The process that opens files has nothing to give away.

use sagsbord_intake::{Control, read_all};

use crate::make::pdfs::pdf;
use crate::taking::Taking;

#[test]
fn a_worker_reaches_neither_files_nor_network_where_the_system_can_hold_it() {
    let taking = Taking::of(&[("brev.pdf", pdf("a", &["b"]))]);
    let ran = read_all(
        &taking.keep,
        &taking.tools,
        &taking.given,
        &taking.passwords,
        &Control::default(),
        &|_| {},
    );
    let confinement = ran.ok().and_then(|ran| ran.confinement);
    let Some(confinement) = confinement else {
        unreachable!("a worker has read the file")
    };
    if cfg!(target_os = "linux") {
        assert!(confinement.memory && confinement.network, "{confinement:?}");
    }
    if !confinement.files {
        println!("skipped: this system has no Landlock");
    }
}
