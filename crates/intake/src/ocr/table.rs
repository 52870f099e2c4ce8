//! The table of words that Tesseract writes.

use crate::pages::PagePicture;
use crate::reading::ReadWord;

/// A word in the picture that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PixelWord {
    text: String,
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    confidence: f32,
    line: u32,
}

const MOST_WORDS: usize = 50_000;
const LONGEST_WORD: usize = 400;
/// Strokes of tables and specks are read as signs; a word has letters or figures, or was read well.
const SURE: f32 = 60.0;

/// Untrusted as all that a program from elsewhere says.
pub(super) fn words(untrusted: &str) -> Vec<PixelWord> {
    let mut line = Lines::default();
    let mut found = Vec::new();
    for row in untrusted.lines().skip(1) {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let &[
            level,
            page,
            block,
            paragraph,
            of_line,
            _,
            left,
            top,
            width,
            height,
            confidence,
            text,
        ] = cells.as_slice()
        else {
            continue;
        };
        if level != "5" || found.len() >= MOST_WORDS {
            continue;
        }
        let numbers: Option<Vec<f32>> = [left, top, width, height, confidence]
            .iter()
            .map(|cell| cell.parse().ok().filter(|number: &f32| number.is_finite()))
            .collect();
        let Some(&[left, top, width, height, confidence]) = numbers.as_deref() else {
            continue;
        };
        let text: String = text.chars().filter(|sign| !sign.is_control()).collect();
        let text = crate::found::cut(text.trim(), LONGEST_WORD).to_owned();
        let is_word = text.chars().any(char::is_alphanumeric) || confidence >= SURE;
        if text.is_empty() || !is_word {
            continue;
        }
        found.push(PixelWord {
            text,
            left,
            top,
            width: width.max(0.0),
            height: height.max(0.0),
            confidence: confidence.clamp(0.0, 100.0),
            line: line.number([page, block, paragraph, of_line]),
        });
    }
    paragraph_signs(&mut found);
    mail_addresses(&mut found);
    found
}

/// Letters about the law name paragraphs, and the Danish model knows no sign for them: it reads what looks alike.
/// What stands where only the sign can stand is read as the sign.
fn paragraph_signs(words: &mut [PixelWord]) {
    const READ_AS: [&str; 8] = ["$", "$$", "&", "&&", "8&", "S", "8", "$&"];
    for at in 0..words.len().saturating_sub(1) {
        let (opening, sign) = match words[at].text.strip_prefix('(') {
            Some(sign) => ("(", sign),
            None => ("", words[at].text.as_str()),
        };
        let after = |further: usize| {
            let word = words.get(at + further);
            word.map_or("", |word| word.text.as_str())
        };
        if !READ_AS.contains(&sign) || !is_paragraph_number(after(1)) {
            continue;
        }
        // A sum in dollars has its sign behind the number, or written out.
        let is_sure = sign.starts_with('$');
        if is_sure || ["stk.", "nr.", "stk", "litra"].contains(&after(2)) {
            let many = if sign.len() == 2 && !sign.contains('8') {
                "§§"
            } else {
                "§"
            };
            words[at].text = format!("{opening}{many}");
        }
    }
}

/// As in "41", "41,", "10a" or "5-7".
fn is_paragraph_number(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.', ')', ';', ':']);
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let others = bare.chars().filter(|sign| !sign.is_ascii_digit());
    bare.starts_with(|sign: char| sign.is_ascii_digit())
        && digits <= 6
        && others.clone().count() <= 2
        && others
            .clone()
            .all(|sign| sign == '-' || sign.is_ascii_lowercase())
}

/// The Danish model knows no @ either, and often breaks the word at it. No name of a place on the net has such signs
/// in it, so that nothing else can be meant.
fn mail_addresses(words: &mut Vec<PixelWord>) {
    const READ_AS: [char; 5] = ['&', '©', '®', '€', '¢'];
    let mut at = 0;
    while at < words.len() {
        let address = |text: &str| {
            let (person, place) = text.split_once(READ_AS)?;
            (is_person(person) && is_place(place)).then(|| format!("{person}@{place}"))
        };
        if let Some(whole) = address(&words[at].text) {
            words[at].text = whole;
        } else if let Some(next) = words.get(at + 1)
            && next.line == words[at].line
            && next.left < words[at].left + words[at].width + words[at].height * 1.5
            && (words[at].text.ends_with(READ_AS) || next.text.starts_with(READ_AS))
            && let Some(whole) = address(&format!("{}{}", words[at].text, next.text))
        {
            let next = words.remove(at + 1);
            words[at].add(&next, whole);
        }
        at += 1;
    }
}

fn is_person(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|sign| sign.is_alphanumeric() || "._-+".contains(sign))
}

/// As in "kommune.dk", with what a sentence may put after it.
fn is_place(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ',', ';', ':', ')']);
    let is_name = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    bare.rsplit_once('.').is_some_and(|(name, end)| {
        (2..=10).contains(&end.len())
            && end.chars().all(|sign| sign.is_ascii_lowercase())
            && name.split('.').all(is_name)
    })
}

/// Lines are numbered within paragraphs within blocks there, and one after the other here.
#[derive(Default)]
struct Lines {
    last: Option<[String; 4]>,
    count: u32,
}

impl Lines {
    fn number(&mut self, place: [&str; 4]) -> u32 {
        let is_same = self
            .last
            .as_ref()
            .is_some_and(|last| last.iter().zip(place).all(|(one, other)| one == other));
        if !is_same {
            self.last = Some(place.map(str::to_owned));
            self.count += 1;
        }
        self.count - 1
    }
}

impl PixelWord {
    /// The two are one word.
    fn add(&mut self, next: &Self, whole: String) {
        let right = (self.left + self.width).max(next.left + next.width);
        let bottom = (self.top + self.height).max(next.top + next.height);
        self.left = self.left.min(next.left);
        self.top = self.top.min(next.top);
        self.width = right - self.left;
        self.height = bottom - self.top;
        self.confidence = self.confidence.min(next.confidence);
        self.text = whole;
    }

    pub(super) fn on_page(self, picture: &PagePicture) -> ReadWord {
        let (right, bottom) = (self.left + self.width, self.top + self.height);
        ReadWord {
            area: picture.area_on_page([self.left, self.top, right, bottom]),
            text: self.text,
            confidence: self.confidence,
            line: self.line,
        }
    }
}

/// Of all words together, each with as much weight as it has letters.
pub(super) fn confidence(words: &[ReadWord]) -> f32 {
    let letters = |word: &ReadWord| word.text.chars().count() as f32;
    let all: f32 = words.iter().map(letters).sum();
    let sum: f32 = words
        .iter()
        .map(|word| letters(word) * word.confidence)
        .sum();
    if all > 0.0 { sum / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    #[test]
    fn words_are_read_with_their_place_and_lines_are_numbered_through_the_page() {
        let table = format!(
            "{HEAD}1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n\
             5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.5\tKære\n\
             5\t1\t1\t1\t1\t2\t50\t20\t30\t40\t91\tØjvind\n\
             5\t1\t1\t2\t1\t1\t10\t70\t30\t40\t12\tÅse\n\
             5\t1\t2\t1\t1\t1\t10\t90\t30\t40\t88\tHej\n"
        );
        let words = words(&table);
        let said: Vec<_> = words.iter().map(|word| (&*word.text, word.line)).collect();
        assert_eq!(said, [("Kære", 0), ("Øjvind", 0), ("Åse", 1), ("Hej", 2)]);
        assert_eq!(words[0].left, 10.0);
        assert_eq!(words[0].confidence, 96.5);
    }

    #[test]
    fn signs_that_the_model_does_not_know_are_known_by_where_they_stand() {
        let check = |line: &str, expected: &str| {
            let rows: Vec<String> = line
                .split(' ')
                .map(|word| format!("5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t95\t{word}\n"))
                .collect();
            let words = words(&format!("{HEAD}{}", rows.concat()));
            let texts: Vec<_> = words.iter().map(|word| &*word.text).collect();
            assert_eq!(texts.join(" "), expected);
        };
        check("efter $ 41, stk. 2", "efter § 41, stk. 2");
        check("efter & 41, stk. 2", "efter § 41, stk. 2");
        check("efter 8& 41, stk. 2", "efter § 41, stk. 2");
        check("efter 8 41, stk. 2", "efter § 41, stk. 2");
        check("(jf. $$ 5-7 og ($ 10a)", "(jf. §§ 5-7 og (§ 10a)");
        check("nr. 8 41 borgere", "nr. 8 41 borgere");
        check("Hansen & 3 andre", "Hansen & 3 andre");
        check("pris $ 1.200,50", "pris $ 1.200,50");
        check("i alt 41 $", "i alt 41 $");
        check(
            "skriv til borger&eksempel.dk.",
            "skriv til borger@eksempel.dk.",
        );
        check("a.b& post.eksempel.dk, tlf", "a.b@post.eksempel.dk, tlf");
        check("borger &eksempel.dk", "borger@eksempel.dk");
        check("Hansen & Søn A/S", "Hansen & Søn A/S");
        check("B&O og H&M", "B&O og H&M");
        check("A&B. Møde kl. 10.", "A&B. Møde kl. 10.");
        check("&eksempel.dk", "&eksempel.dk");
    }

    #[test]
    fn what_is_no_word_and_what_is_no_table_is_left_out() {
        let check = |row: &str, expected: usize| {
            assert_eq!(words(&format!("{HEAD}{row}")).len(), expected, "{row:?}");
        };
        check("5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t20\t|", 0);
        check("5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t95\t—", 1);
        check("5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t95\t ", 0);
        check("5\t1\t1\t1\t1\t1\t1\tNaN\t1\t1\t95\tord", 0);
        check("5\t1\t1\t1\t1\t1\tinf\t1\t1\t1\t95\tord", 0);
        check("5\t1\t1\t1\t1\t1\t1\t1\t1\t95\tord", 0);
        check("\t\t\t", 0);
        check("5\t1\t1\t1\t1\t1\t-5\t-5\t-1\t-1\t-9\tord", 1);
        check(
            &format!("5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t95\t{}", "å".repeat(9000)),
            1,
        );
        check("5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t95\to\u{7}rd\tmed\tmere", 1);
    }
}
