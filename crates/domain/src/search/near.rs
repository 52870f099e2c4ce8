use std::collections::BTreeMap;

/// The words that stand in names and titles, for finding what was meant by a word that stands in none of them.
///
/// Words are kept by their length, each with a note of its letters, so that nearly all are passed over by one
/// comparison: a hundred thousand are looked through in a few milliseconds.
#[derive(Debug, Default)]
pub struct Vocabulary {
    by_length: BTreeMap<usize, Vec<(u32, Box<str>)>>,
    count: usize,
}

/// Whether a folded word is one that somebody may misspell: letters only, and neither a syllable nor a monster.
pub fn is_learnt(word: &str) -> bool {
    (3..=24).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

impl Vocabulary {
    pub fn learn(&mut self, word: &str) {
        if !is_learnt(word) {
            return;
        }
        self.by_length
            .entry(word.len())
            .or_default()
            .push((letters(word), word.into()));
        self.count += 1;
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The words that are one slip of the keys away, or two in a long word; the nearest first, no more than asked for.
    pub fn near(&self, typed: &str, most: usize) -> Vec<&str> {
        if !is_learnt(typed) {
            return Vec::new();
        }
        let slips = if typed.len() >= 8 { 2 } else { 1 };
        let signature = letters(typed);
        let mut found: Vec<(usize, bool, &str)> = Vec::new();
        for (_, words) in self
            .by_length
            .range(typed.len().saturating_sub(slips)..=typed.len() + slips)
        {
            for (other, word) in words {
                // A slip changes at most two letters of the set.
                if (signature ^ other).count_ones() as usize > 2 * slips {
                    continue;
                }
                if let Some(distance) = distance(typed, word, slips) {
                    let begins_otherwise = word.as_bytes().first() != typed.as_bytes().first();
                    found.push((distance, begins_otherwise, word));
                }
            }
        }
        found.sort_unstable();
        found.truncate(most);
        found.into_iter().map(|(_, _, word)| word).collect()
    }
}

fn letters(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |set, letter| set | 1 << (letter - b'a'))
}

/// Letters put in, left out, exchanged, or swapped with their neighbour; `None` when it takes more than `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        let mut least = i + 1;
        for (j, right) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(left != right))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *left == b[j - 1] && a[i - 1] == *right {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    let distance = *last.last()?;
    (distance <= most).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keys_finds_the_word_that_was_meant() {
        let mut vocabulary = Vocabulary::default();
        for word in [
            "jensen",
            "jansen",
            "soerensen",
            "hjaelpemiddel",
            "bolig",
            "mette",
            "merete",
            "ab",
            "2026",
        ] {
            vocabulary.learn(word);
        }
        assert_eq!(vocabulary.len(), 7);
        let check = |typed: &str, expected: &[&str]| {
            assert_eq!(vocabulary.near(typed, 2), expected, "{typed}");
        };
        check("jensne", &["jensen"]);
        check("jenssen", &["jensen"]);
        check("jesen", &["jensen"]);
        check("gensen", &["jensen"]);
        check("sorensen", &["soerensen"]);
        check("sorenson", &["soerensen"]);
        check("hjelpemidel", &["hjaelpemiddel"]);
        check("boling", &["bolig"]);
        check("xyz", &[]);
        check("met", &[]);
        check("2025", &[]);
    }
}
