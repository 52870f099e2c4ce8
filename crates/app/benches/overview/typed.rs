use sagsbord_contract::CaseRow;

/// What people look for, made from what is there: whole, halves of names, slips of the finger.
pub(crate) struct Typed;

impl Typed {
    pub(crate) fn from(rows: &[CaseRow]) -> Vec<(&'static str, Vec<String>)> {
        let people = || rows.iter().filter_map(|row| row.citizen.clone());
        vec![
            ("name", people().step_by(4).collect()),
            (
                "last name first",
                people()
                    .skip(1)
                    .step_by(4)
                    .map(|name| turned(&name))
                    .collect(),
            ),
            (
                "name with a slip",
                people()
                    .skip(2)
                    .step_by(4)
                    .map(|name| slipped(&name))
                    .collect(),
            ),
            (
                "case number",
                rows.iter()
                    .step_by(5)
                    .map(|row| row.number.clone())
                    .collect(),
            ),
            (
                "subject",
                rows.iter().step_by(5).map(|row| row.kle.clone()).collect(),
            ),
            (
                "words of a title",
                rows.iter()
                    .step_by(5)
                    .map(|row| first_words(&row.title))
                    .collect(),
            ),
            (
                "name and a word",
                rows.iter()
                    .skip(3)
                    .step_by(5)
                    .filter_map(name_and_word)
                    .collect(),
            ),
            (
                "nothing like it",
                ["qwzx plov", "ølxtrm", "zzyzx vej 14"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
        ]
    }
}

/// From the second key on, as the screens ask.
pub(crate) fn after_each_key(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().map(|(at, one)| at + one.len_utf8());
    ends.skip(1).filter_map(|end| text.get(..end))
}

fn turned(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    words.rotate_right(1);
    words.join(" ")
}

/// Two letters in the middle of the longest word change places.
fn slipped(name: &str) -> String {
    let longest = name.split_whitespace().max_by_key(|word| word.len());
    let Some(word) = longest else {
        return name.to_owned();
    };
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    if middle > 0 {
        letters.swap(middle - 1, middle);
    }
    let wrong: String = letters.into_iter().collect();
    name.replacen(word, &wrong, 1)
}

fn first_words(title: &str) -> String {
    title
        .split_whitespace()
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
}

fn name_and_word(row: &CaseRow) -> Option<String> {
    let first = row.citizen.as_deref()?.split_whitespace().next()?;
    Some(format!("{first} {}", row.title.split_whitespace().next()?))
}
