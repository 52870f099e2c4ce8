//! One file read in this very process: for tests, fuzzing and tools. The program itself always asks a worker.

use crate::found::{Found, Heard};
use crate::read::{self, OutsideFile, Step, Unreadable};
use crate::reading::{ChildRole, Hidden, MailHead, QuotedPart};
use crate::{Kind, Limits, WhyUnreadable};

/// What one reader says of one file.
#[derive(Debug)]
pub struct Looked {
    pub kind: Kind,
    pub step: Result<Step, Unreadable>,
    pub children: Vec<(String, ChildRole, Result<Vec<u8>, WhyUnreadable>)>,
    pub hidden: Vec<Hidden>,
    pub hidden_beyond: u32,
    pub mail: Option<MailHead>,
    pub quoted: Vec<QuotedPart>,
}

pub fn look(untrusted: &[u8], name: &str, password: Option<&str>, limits: Limits) -> Looked {
    let kind = Kind::of(untrusted, name);
    let mut children = Vec::new();
    let mut heard = |heard: Heard| match heard {
        Heard::Child {
            name,
            role,
            content,
        } => children.push((name, role, content)),
    };
    let mut found = Found::new(limits, &mut heard);
    let file = OutsideFile {
        bytes: untrusted,
        name,
        kind,
        password,
    };
    let step = read::read(&file, &mut found);
    let (hidden, hidden_beyond) = (found.hidden, found.hidden_beyond);
    let (mail, quoted) = (found.mail, found.quoted);
    Looked {
        kind,
        step,
        children,
        hidden,
        hidden_beyond,
        mail,
        quoted,
    }
}
