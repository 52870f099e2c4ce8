use std::io::{BufRead as _, IsTerminal as _, Read as _};

use anyhow::bail;
use zeroize::Zeroizing;

use crate::text::of;

/// Longer than any passphrase that a person types or a password store makes.
const LONGEST: u64 = 4_096;

/// Typed unseen at a terminal; otherwise the next line of standard input. Never an argument: every
/// user of a machine can read those.
pub(crate) fn ask(question: &str) -> anyhow::Result<Zeroizing<String>> {
    let secret = if std::io::stdin().is_terminal() {
        Zeroizing::new(rpassword::prompt_password(format!("{}: ", of(question)))?)
    } else {
        next_line()?
    };
    if secret.is_empty() {
        bail!("{}: {}", of(question), of("secret.missing"));
    }
    Ok(secret)
}

/// For a secret that is kept nowhere: whoever mistypes it has lost what it locks.
pub(crate) fn ask_for_new(question: &str) -> anyhow::Result<Zeroizing<String>> {
    let secret = ask(question)?;
    if std::io::stdin().is_terminal() && *ask("ask.again")? != *secret {
        bail!("{}", of("secret.unlike"));
    }
    Ok(secret)
}

fn next_line() -> anyhow::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().take(LONGEST).read_line(&mut line)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}
