//! Forms as a dictionary writes them: `-en, -er, -erne` is put to the word, anything else is a whole form.

use super::entry::WordClass;
use super::patterns;

/// No form of a Danish word is longer.
const MOST_FORMS: usize = 60;

/// All forms of one word, itself first. `inflection` as in [`super::Entry::inflection`].
pub(super) fn forms(word: &str, class: WordClass, inflection: &str) -> Vec<String> {
    let word = word.trim().to_lowercase();
    let mut forms = vec![word.clone()];
    let inflection = inflection.trim();
    if inflection == "=" || class == WordClass::Uninflected {
        genitive(&mut forms, 0);
    } else if inflection.is_empty() {
        patterns::forms(&word, class, &mut forms);
        complete(&word, class, &mut forms);
    } else {
        forms.extend(
            inflection
                .split([',', '/'])
                .map(str::trim)
                .filter(|part| !part.is_empty() && *part != "=")
                .map(|part| match part.strip_prefix('-') {
                    Some(ending) => format!("{word}{ending}"),
                    None => part.to_lowercase(),
                }),
        );
        genitive(&mut forms, 0);
    }
    let mut kept: Vec<String> = Vec::with_capacity(forms.len());
    for form in forms {
        // A handful of forms: looking through them costs less than a set.
        if form.len() > 1 && !kept.contains(&form) {
            kept.push(form);
        }
    }
    let mut forms = kept;
    forms.truncate(MOST_FORMS);
    forms
}

/// What a pattern of the dictionary leaves out.
fn complete(word: &str, class: WordClass, forms: &mut Vec<String>) {
    // `klammere` without `klamme`: the plural goes as the comparative.
    let plurals: Vec<String> = forms
        .iter()
        .filter_map(|form| form.strip_suffix("ere"))
        .filter(|stem| stem.starts_with(word) && stem.len() > word.len())
        .map(|stem| format!("{stem}e"))
        .collect();
    forms.extend(plurals);
    if class == WordClass::Adjective && forms.len() == 1 {
        let vowel = word.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'æ', 'ø', 'å']);
        if !vowel {
            forms.push(format!("{word}e"));
            if !word.ends_with('t') && !word.ends_with("sk") {
                forms.push(format!("{word}t"));
            }
        }
    }
    genitive(forms, 0);
}

fn genitive(forms: &mut Vec<String>, from: usize) {
    let more: Vec<String> = forms[from..]
        .iter()
        .filter(|form| !form.ends_with(['s', 'x', 'z']))
        .map(|form| format!("{form}s"))
        .collect();
    forms.extend(more);
}

/// A word of a phrase: the forms it may take there. Short words stand as they are.
pub(super) fn phrase_word(word: &str) -> Vec<String> {
    if word.chars().count() < 4 {
        return vec![word.to_lowercase()];
    }
    let mut all = forms(word, WordClass::Unknown, "");
    // `vi giver afslag` is also `der blev givet afslag`.
    if let Some(stem) = word.strip_suffix("er") {
        all.extend([
            format!("{stem}e"),
            format!("{stem}ede"),
            format!("{stem}et"),
        ]);
    }
    all
}
