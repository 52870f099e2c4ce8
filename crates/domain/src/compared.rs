//! Two versions of a text, word by word: what was kept, what went, what came.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparedKind {
    Kept,
    Gone,
    New,
}

/// A stretch of one kind, with the spaces that follow its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedPart {
    pub kind: ComparedKind,
    pub text: String,
}

/// Beyond this the stretch between the first and the last difference is told as one that went and one that came.
const MOST_PAIRS: usize = 4_000_000;

/// In the order of the later text; what went stands before what came in its place.
pub fn compared(before: &str, after: &str) -> Vec<ComparedPart> {
    let (old, new) = (words(before), words(after));
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let old_middle = &old_rest[..old_rest.len() - end];
    let new_middle = &new_rest[..new_rest.len() - end];
    let mut parts = Vec::new();
    for word in &old[..start] {
        push(&mut parts, ComparedKind::Kept, word);
    }
    middle(&mut parts, old_middle, new_middle);
    for word in &old_rest[old_rest.len() - end..] {
        push(&mut parts, ComparedKind::Kept, word);
    }
    parts
}

fn middle(parts: &mut Vec<ComparedPart>, old: &[&str], new: &[&str]) {
    let (mut at_old, mut at_new) = (0, 0);
    if old.len().saturating_mul(new.len()) <= MOST_PAIRS {
        let width = new.len() + 1;
        // How many words the rests from here on have in common, in their order.
        let mut common = vec![0_u32; (old.len() + 1) * width];
        for (i, a) in old.iter().enumerate().rev() {
            for (j, b) in new.iter().enumerate().rev() {
                common[i * width + j] = match a == b {
                    true => common[(i + 1) * width + j + 1] + 1,
                    false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
                };
            }
        }
        while let (Some(a), Some(b)) = (old.get(at_old), new.get(at_new)) {
            if a == b {
                push(parts, ComparedKind::Kept, a);
                (at_old, at_new) = (at_old + 1, at_new + 1);
            } else if common[(at_old + 1) * width + at_new] >= common[at_old * width + at_new + 1] {
                push(parts, ComparedKind::Gone, a);
                at_old += 1;
            } else {
                push(parts, ComparedKind::New, b);
                at_new += 1;
            }
        }
    }
    for word in &old[at_old..] {
        push(parts, ComparedKind::Gone, word);
    }
    for word in &new[at_new..] {
        push(parts, ComparedKind::New, word);
    }
}

fn push(parts: &mut Vec<ComparedPart>, kind: ComparedKind, word: &str) {
    match parts.last_mut().filter(|last| last.kind == kind) {
        Some(last) => last.text.push_str(word),
        None => parts.push(ComparedPart {
            kind,
            text: word.to_owned(),
        }),
    }
}

/// Each with the spaces after it, so that all together are the text again; a line break is a word of its own.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut begins = 0;
    let mut was_space = false;
    for (at, sign) in text.char_indices() {
        let is_break = sign == '\n';
        if at > begins && (is_break || (was_space && !sign.is_whitespace())) {
            words.push(&text[begins..at]);
            begins = at;
        }
        if is_break {
            words.push(&text[begins..=at]);
            begins = at + 1;
            was_space = false;
        } else {
            was_space = sign.is_whitespace();
        }
    }
    if begins < text.len() {
        words.push(&text[begins..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let parts = compared(before, after);
        let kept = |wanted: ComparedKind| -> String {
            let fits = parts
                .iter()
                .filter(|part| part.kind == ComparedKind::Kept || part.kind == wanted);
            fits.map(|part| part.text.as_str()).collect()
        };
        // Whatever is told of them, both texts can be put together again.
        assert_eq!(kept(ComparedKind::Gone), before);
        assert_eq!(kept(ComparedKind::New), after);
        let in_words = parts.iter().map(|part| match part.kind {
            ComparedKind::Kept => part.text.clone(),
            ComparedKind::Gone => format!("[-{}-]", part.text),
            ComparedKind::New => format!("[+{}+]", part.text),
        });
        in_words.collect()
    }

    #[test]
    fn what_went_and_what_came_is_told_word_by_word() {
        let check = |before: &str, after: &str, expected: &str| {
            assert_eq!(told(before, after), expected, "{before:?} {after:?}");
        };
        check("", "", "");
        check("Kære borger", "Kære borger", "Kære borger");
        check("", "Kære", "[+Kære+]");
        check("Kære", "", "[-Kære-]");
        check(
            "Du får svar inden tre uger.",
            "Du får svar inden to uger.",
            "Du får svar inden [-tre -][+to +]uger.",
        );
        check("a b c d", "a c b d", "a [-b -]c [+b +]d");
        check("en\nto\n", "en\n\nto\n", "en\n[+\n+]to\n");
        check("æ  ø", "æ  å", "æ  [-ø-][+å+]");
    }

    #[test]
    fn a_text_that_is_wholly_another_is_told_without_end_of_memory() {
        let many = |word: &str| format!("{word} ").repeat(5_000);
        let parts = compared(&many("en"), &many("to"));
        let kinds: Vec<ComparedKind> = parts.iter().map(|part| part.kind).collect();
        assert_eq!(kinds, [ComparedKind::Gone, ComparedKind::New]);
    }
}
