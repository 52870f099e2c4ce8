use crate::fold;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    #[error("too short")]
    TooShort,
    #[error("too long")]
    TooLong,
    #[error("too well known")]
    WellKnown,
    #[error("holds the user name")]
    HoldsUsername,
}

/// Longer input only costs the machine work.
const MAX_LENGTH: usize = 256;
const MIN_PASSWORD: usize = 12;
const MIN_PASSPHRASE: usize = 16;

/// Length before character classes (NIST SP 800-63B): rules about signs and digits make worse passwords.
pub fn check_password(password: &str, username: &str) -> Result<(), PasswordProblem> {
    check_length(password, MIN_PASSWORD)?;
    let folded = fold(password);
    if username.len() >= 3 && folded.contains(&fold(username)) {
        return Err(PasswordProblem::HoldsUsername);
    }
    check_variety(&folded)
}

pub fn check_passphrase(passphrase: &str) -> Result<(), PasswordProblem> {
    check_length(passphrase, MIN_PASSPHRASE)?;
    check_variety(&fold(passphrase))
}

fn check_length(secret: &str, min: usize) -> Result<(), PasswordProblem> {
    match secret.chars().count() {
        n if n < min => Err(PasswordProblem::TooShort),
        n if n > MAX_LENGTH => Err(PasswordProblem::TooLong),
        _ => Ok(()),
    }
}

fn check_variety(folded: &str) -> Result<(), PasswordProblem> {
    let mut distinct: Vec<char> = folded.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    const WELL_KNOWN: &[&str] = &[
        "password",
        "adgangskode",
        "kodeord",
        "123456",
        "qwerty",
        "sagsbord",
    ];
    let rest = WELL_KNOWN
        .iter()
        .fold(folded.to_owned(), |text, known| text.replace(known, ""));
    if distinct.len() < 5 || rest.chars().count() < 6 {
        return Err(PasswordProblem::WellKnown);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_own_is_enough_and_well_known_is_not() {
        let check = |password: &str, expected: Result<(), PasswordProblem>| {
            assert_eq!(check_password(password, "mette"), expected, "{password}");
        };
        check("regn over byen", Ok(()));
        check("kort", Err(PasswordProblem::TooShort));
        check("aaaaaaaaaaaaaaaa", Err(PasswordProblem::WellKnown));
        check("Password1234", Err(PasswordProblem::WellKnown));
        check("Mette og katten", Err(PasswordProblem::HoldsUsername));
        check(&"æble".repeat(100), Err(PasswordProblem::TooLong));
        assert_eq!(
            check_passphrase("kun tolv tegn"),
            Err(PasswordProblem::TooShort)
        );
    }
}
