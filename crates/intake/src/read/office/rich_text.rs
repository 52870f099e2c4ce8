//! Rich Text: what LibreOffice drops when it turns it into a newer format. A word begins with a backslash, braces open
//! and close groups; binary stretches are passed over by the length they say.

use super::embedded;
use crate::read::Unreadable;
use crate::{Found, HiddenKind, WhyUnreadable};

/// More than any office program nests.
const DEEPEST: usize = 5_000;
const OBJECTS_AT_MOST: usize = 2_000;

/// Properties as they are called in Danish.
const PROPERTIES: [(&[u8], &str); 9] = [
    (b"author", "forfatter"),
    (b"operator", "sidst ændret af"),
    (b"title", "titel"),
    (b"subject", "emne"),
    (b"keywords", "nøgleord"),
    (b"doccomm", "beskrivelse"),
    (b"company", "organisation"),
    (b"manager", "leder"),
    (b"category", "kategori"),
];
const LONGEST_PROPERTY: usize = 10_000;

/// Tells the objects that lie in it, as the files they are, and who wrote it.
pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut rest = untrusted;
    let mut depth = 0_usize;
    // The depth at which an object's data began, and its digits.
    let mut object: Option<(usize, Vec<u8>)> = None;
    let mut objects = 0;
    // The depth of the group of properties, and the property in it that is open: its depth, name and text.
    let mut properties: Option<usize> = None;
    let mut property: Option<(usize, &str, String)> = None;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'{' => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(WhyUnreadable::TooDeep.into());
                }
            }
            b'}' => {
                if object.as_ref().is_some_and(|(began, _)| *began == depth)
                    && let Some((_, digits)) = object.take()
                {
                    objects += 1;
                    if objects <= OBJECTS_AT_MOST {
                        tell(&digits, found)?;
                    }
                }
                if property.as_ref().is_some_and(|(began, ..)| *began == depth)
                    && let Some((_, called, text)) = property.take()
                    && !text.trim().is_empty()
                {
                    found.hide(HiddenKind::Metadata, called, text.trim(), 1);
                }
                if properties == Some(depth) {
                    properties = None;
                }
                depth = depth.saturating_sub(1);
            }
            b'\\' => {
                let (word, number, after) = word(rest);
                rest = after;
                match word {
                    b"objdata" => object = Some((depth, Vec::new())),
                    b"bin" => {
                        let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                        rest = rest.get(length..).unwrap_or_default();
                    }
                    b"info" => properties = Some(depth),
                    b"'" => {
                        let (byte, after) = rest.split_at(rest.len().min(2));
                        rest = after;
                        if let ([high, low], Some((_, _, text))) = (byte, &mut property) {
                            text.push(char::from(of_digits(*high, *low)));
                        }
                    }
                    b"u" => {
                        // Half of the numbers are written as if they were below nought.
                        let unit = number.map_or(0, |number| number.rem_euclid(65_536));
                        let sign = u32::try_from(unit).ok().and_then(char::from_u32);
                        if let (Some(sign), Some((_, _, text))) = (sign, &mut property) {
                            text.push(sign);
                            // What stands for it where it is not known.
                            if let [b'?', after @ ..] = rest {
                                rest = after;
                            }
                        }
                    }
                    word if properties.is_some() && property.is_none() => {
                        let known = PROPERTIES.iter().find(|(name, _)| *name == word);
                        property = known.map(|(_, called)| (depth, *called, String::new()));
                    }
                    _ => {}
                }
            }
            sign if property.is_some() => {
                if let Some((_, _, text)) = &mut property
                    && text.len() < LONGEST_PROPERTY
                    && !matches!(sign, b'\r' | b'\n')
                {
                    text.push(char::from(*sign));
                }
            }
            digit => {
                if let Some((_, digits)) = &mut object
                    && digit.is_ascii_hexdigit()
                {
                    digits.push(*digit);
                }
            }
        }
    }
    Ok(())
}

/// A word's letters, its number, and what comes after it. A sign that is no letter is a word of its own.
fn word(rest: &[u8]) -> (&[u8], Option<i64>, &[u8]) {
    let letters = rest
        .iter()
        .take_while(|sign| sign.is_ascii_alphabetic())
        .take(40)
        .count();
    if letters == 0 {
        return (
            rest.get(..1).unwrap_or_default(),
            None,
            rest.get(1..).unwrap_or_default(),
        );
    }
    let (word, after) = rest.split_at(letters);
    let length = after
        .iter()
        .enumerate()
        .take_while(|(at, sign)| sign.is_ascii_digit() || *at == 0 && **sign == b'-')
        .take(12)
        .count();
    let (digits, mut after) = after.split_at(length);
    let number = std::str::from_utf8(digits)
        .ok()
        .and_then(|digits| digits.parse().ok());
    if let [b' ', more @ ..] = after {
        after = more;
    }
    (word, number, after)
}

/// A version, a kind, three names each with its length, and then the object with its length.
fn tell(digits: &[u8], found: &mut Found<'_>) -> Result<(), Unreadable> {
    let bytes: Vec<u8> = digits
        .chunks_exact(2)
        .map(|pair| of_digits(pair[0], pair[1]))
        .collect();
    if let Some((class, object)) = object(&bytes) {
        let (name, object) = match embedded::unwrapped(object) {
            Some(unwrapped) => unwrapped,
            None if class == "Package" => match embedded::dropped_in_old(object) {
                Some(dropped) => dropped,
                None => return Ok(()),
            },
            None => (format!("objekt {class}"), object.to_vec()),
        };
        found.child(&name, crate::ChildRole::Embedded, object)?;
    }
    Ok(())
}

fn of_digits(high: u8, low: u8) -> u8 {
    let digit = |sign: u8| char::from(sign).to_digit(16).unwrap_or(0);
    u8::try_from(digit(high) * 16 + digit(low)).unwrap_or(0)
}

fn object(bytes: &[u8]) -> Option<(String, &[u8])> {
    const EMBEDDED: u32 = 2;
    let mut rest = bytes.get(4..)?;
    if embedded::number(&mut rest)? != EMBEDDED {
        return None;
    }
    let mut names = Vec::new();
    for _ in 0..3 {
        let length = usize::try_from(embedded::number(&mut rest)?).ok()?;
        let name = rest.get(..length)?;
        rest = rest.get(length..)?;
        names.push(
            name.iter()
                .take_while(|byte| **byte != 0)
                .map(|byte| char::from(*byte))
                .collect::<String>(),
        );
    }
    let length = usize::try_from(embedded::number(&mut rest)?).ok()?;
    Some((names.into_iter().next()?, rest.get(..length)?))
}
