//! Places on a sheet, in the words of somebody who looks at it.

/// `3` is `C`.
pub(in crate::read::office) fn letters(column: u32) -> String {
    let mut left = column;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// `C7` is column 3, row 7.
pub(super) fn cell(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A')?;
        if digit > 25 {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(digit) + 1)?;
    }
    Some((column, row.parse().ok()?))
}

pub(super) fn rows(sheet: &str, first: u32, last: u32) -> String {
    if first == last {
        format!("{sheet}, række {first}")
    } else {
        format!("{sheet}, række {first}–{last}")
    }
}

pub(super) fn columns(sheet: &str, first: u32, last: u32) -> String {
    if first == last {
        format!("{sheet}, kolonne {}", letters(first))
    } else {
        format!("{sheet}, kolonne {}–{}", letters(first), letters(last))
    }
}
