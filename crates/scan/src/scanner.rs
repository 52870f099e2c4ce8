//! The engine and what it is built from.

use std::sync::Arc;

use crate::finding::Finding;
use crate::live::Live;
use crate::people::{CasePeople, PartyRegister};
use crate::rules::OnlyInform;
use crate::stream::Stream;
use crate::words::WordList;

/// Built once from word list and options; cheap to copy and to share between threads.
#[derive(Debug, Clone)]
pub struct Scanner {
    shared: Arc<Shared>,
}

#[derive(Debug, Clone)]
pub(crate) struct Shared {
    pub words: WordList,
    pub options: Options,
}

#[derive(Debug, Clone, Default)]
pub struct Options {
    pub purpose: Purpose,
    pub look_for: LookFor,
    pub only_inform: OnlyInform,
}

/// What is looked for: everything that can be found, or the words of the list alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LookFor {
    #[default]
    Everything,
    WordList,
}

/// What the check is for: while writing, a bad word can still be mended; at release it may only be known of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Purpose {
    Writing,
    #[default]
    Release,
    /// What stands on the outside, where less is allowed.
    Title,
}

impl Scanner {
    pub fn new(words: WordList, options: Options) -> Scanner {
        Scanner {
            shared: Arc::new(Shared { words, options }),
        }
    }

    /// Makes ready for one case: its people are looked for in every form.
    pub fn for_case(&self, people: CasePeople) -> CaseScanner {
        CaseScanner {
            shared: Arc::clone(&self.shared),
            register: Arc::new(PartyRegister::new(people)),
        }
    }
}

/// The engine with a case's people.
#[derive(Debug, Clone)]
pub struct CaseScanner {
    pub(crate) shared: Arc<Shared>,
    pub(crate) register: Arc<PartyRegister>,
}

impl CaseScanner {
    /// All findings, in the text's order.
    pub fn scan(&self, text: &str) -> Vec<Finding> {
        crate::stream::scan_whole(self, text)
    }

    /// The same case, looked at as a title, with every rule as it was shipped.
    pub(crate) fn for_titles(&self) -> CaseScanner {
        let mut shared = Shared::clone(&self.shared);
        shared.options.purpose = Purpose::Title;
        shared.options.only_inform = OnlyInform::default();
        CaseScanner {
            shared: Arc::new(shared),
            register: Arc::clone(&self.register),
        }
    }

    /// For a text that somebody begins to write.
    pub fn live(&self) -> Live {
        self.live_on(String::new())
    }

    /// For a text that somebody goes on writing.
    pub fn live_on(&self, text: String) -> Live {
        Live::new(self.clone(), text)
    }

    /// For text that comes in pieces, or is too long to hold.
    pub fn stream(&self) -> Stream {
        Stream::new(self.clone())
    }
}
