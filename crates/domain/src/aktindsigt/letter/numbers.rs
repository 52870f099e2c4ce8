/// `1-3, 5 og 9`: runs of three and more are told by their ends.
pub(super) fn in_words(numbers: &[u32], and: &str) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in sorted {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == number => run.1 = number,
            _ => runs.push((number, number)),
        }
    }
    let mut told: Vec<String> = Vec::new();
    for (first, last) in runs {
        match last - first {
            0 => told.push(first.to_string()),
            1 => told.extend([first.to_string(), last.to_string()]),
            _ => told.push(format!("{first}-{last}")),
        }
    }
    match told.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {and} {last}", before.join(", "))
        }
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_as_people_write_them() {
        let check = |numbers: &[u32], expected: &str| {
            assert_eq!(in_words(numbers, "og"), expected, "{numbers:?}");
        };
        check(&[], "");
        check(&[4], "4");
        check(&[2, 1], "1 og 2");
        check(&[3, 1, 2], "1-3");
        check(&[1, 2, 3, 5, 9, 9], "1-3, 5 og 9");
        check(&[1, 2, 4, 5, 6], "1, 2 og 4-6");
    }
}
