use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread::JoinHandle;

use super::join::alone;
use crate::Limits;
use crate::limits::STACK_BYTES;
use crate::verify::broken_rules;

const NOT_CHECKED: &str = "a part could not be checked";

/// Holds the parts of a file against the rules of its standards, one while the next is drawn. Who checks a file holds all
/// of it as objects, sixty times what it weighs.
#[derive(Default)]
pub(super) struct PartsCheck {
    broken: BTreeSet<String>,
    at_work: Option<JoinHandle<Vec<String>>>,
}

impl PartsCheck {
    pub(super) fn check(&mut self, part: Vec<u8>, heights: Vec<f64>, sections: usize) {
        self.wait();
        let worker = std::thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn(move || {
                let file = alone(&part, &heights, sections);
                match file.map(Arc::new) {
                    Ok(file) => broken_rules(&file, Limits::default()),
                    Err(_) => vec![NOT_CHECKED.to_owned()],
                }
            });
        match worker {
            Ok(worker) => self.at_work = Some(worker),
            Err(_) => self.was_not_checked(),
        }
    }

    pub(super) fn broken_rules(&mut self) -> Vec<String> {
        self.wait();
        self.broken.iter().cloned().collect()
    }

    fn wait(&mut self) {
        let Some(worker) = self.at_work.take() else {
            return;
        };
        match worker.join() {
            Ok(broken) => self.broken.extend(broken),
            Err(_) => self.was_not_checked(),
        }
    }

    fn was_not_checked(&mut self) {
        self.broken.insert(NOT_CHECKED.to_owned());
    }
}
