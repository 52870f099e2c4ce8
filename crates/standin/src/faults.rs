use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

/// What may go wrong between a message and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 41 for the whole message, as if the token were too old.
    TokenRefused,
    /// 49 for every second object, which is not taken.
    HalfInWrongState,
    /// Does nothing, and says nothing of any object.
    Silent,
    /// Answers for the first half of the objects only; all were taken.
    HalfUnanswered,
    /// Everything is done, and the line is cut before the answer.
    ReplyLost,
    /// The line is cut before anything is done.
    CutBefore,
    /// 503, with a wait of this many seconds.
    Busy(u64),
    Slow(Duration),
    /// Something that is no message at all.
    Nonsense,
    /// Nested without end.
    DeepNesting,
    /// A document type with entities that unfold.
    EntityBomb,
    /// More bytes than anybody should read.
    Endless,
    /// A letter is refused, with a code and a text.
    LetterRefused,
    /// An event is told twice.
    Twice,
    /// An event is told after the one that follows it.
    Late,
}

/// Faults that wait to happen, and such as happen by chance.
#[derive(Debug, Default)]
pub struct Faults {
    planned: Mutex<VecDeque<(String, Fault)>>,
    by_chance: Mutex<Option<Chance>>,
}

#[derive(Debug)]
struct Chance {
    state: u64,
    of_thousand: u64,
    kinds: Vec<Fault>,
}

impl Faults {
    /// Once, the next time that this operation is asked for.
    pub fn plan(&self, operation: &str, fault: Fault) {
        if let Ok(mut planned) = self.planned.lock() {
            planned.push_back((operation.to_owned(), fault));
        }
    }

    /// So many in a thousand messages, the same ones for the same seed.
    pub fn by_chance(&self, seed: u64, of_thousand: u64, kinds: &[Fault]) {
        if let Ok(mut chance) = self.by_chance.lock() {
            *chance = Some(Chance {
                state: seed | 1,
                of_thousand,
                kinds: kinds.to_vec(),
            });
        }
    }

    pub fn stop(&self) {
        if let (Ok(mut planned), Ok(mut chance)) = (self.planned.lock(), self.by_chance.lock()) {
            planned.clear();
            *chance = None;
        }
    }

    pub(crate) fn next(&self, operation: &str) -> Option<Fault> {
        if let Ok(mut planned) = self.planned.lock()
            && let Some(at) = planned.iter().position(|(wanted, _)| wanted == operation)
        {
            return planned.remove(at).map(|(_, fault)| fault);
        }
        self.by_chance.lock().ok()?.as_mut()?.next()
    }
}

impl Chance {
    fn next(&mut self) -> Option<Fault> {
        if self.draw() % 1000 >= self.of_thousand || self.kinds.is_empty() {
            return None;
        }
        let at = usize::try_from(self.draw()).ok()? % self.kinds.len();
        self.kinds.get(at).copied()
    }

    /// xorshift: good enough to spread faults, and the same everywhere.
    fn draw(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state >> 11
    }
}
