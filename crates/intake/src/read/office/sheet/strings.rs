use super::super::look::Colour;
use super::super::xml::{Piece, Pieces};
use super::styles::colour;
use crate::WhyUnreadable;
use crate::read::Unreadable;

/// The texts that cells share. All lie in one string, so that a million of them cost little more than their letters.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// Parts of texts with a colour of their own: whose, which colour, from where to where in the text.
    coloured: Vec<(u32, Colour, u32, u32)>,
}

/// More than a sheet can have cells with texts that differ and still be opened by anybody.
const TEXTS_AT_MOST: usize = 5_000_000;
const COLOURED_AT_MOST: usize = 200_000;

impl Strings {
    pub(super) fn read(untrusted: &str) -> Result<Self, Unreadable> {
        let mut strings = Self::default();
        let mut pieces = Pieces::of(untrusted);
        let mut in_text = false;
        // How to say a word aloud in Japanese lies beside the word.
        let mut in_reading = false;
        let mut run: Option<Colour> = None;
        let mut run_begins = 0;
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => match element.name() {
                    "t" => in_text = !in_reading,
                    "rPh" => in_reading = true,
                    "r" => {
                        run = None;
                        run_begins = strings.text.len();
                    }
                    "color" => run = Some(colour(&element)),
                    _ => {}
                },
                Piece::Text(text) if in_text => strings.text.push_str(&text),
                Piece::Text(_) => {}
                Piece::Closes(name) => match &*name {
                    "t" => in_text = false,
                    "rPh" => in_reading = false,
                    "r" => strings.end_run(run.take(), run_begins),
                    "si" => {
                        if strings.ends.len() >= TEXTS_AT_MOST {
                            return Err(WhyUnreadable::TooManyParts.into());
                        }
                        strings.ends.push(short(strings.text.len()));
                    }
                    _ => {}
                },
            }
        }
        Ok(strings)
    }

    fn end_run(&mut self, colour: Option<Colour>, begins: usize) {
        if let Some(colour) = colour
            && self.coloured.len() < COLOURED_AT_MOST
            && begins < self.text.len()
        {
            let whose = short(self.ends.len());
            self.coloured
                .push((whose, colour, short(begins), short(self.text.len())));
        }
    }

    pub(super) fn get(&self, at: usize) -> &str {
        let end = self.ends.get(at).copied().unwrap_or_default() as usize;
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or_default() as usize,
            None => 0,
        };
        self.text.get(start..end).unwrap_or_default()
    }

    /// The parts of a text that have a colour of their own.
    pub(super) fn coloured(&self, at: usize) -> impl Iterator<Item = (Colour, &str)> {
        let at = short(at);
        let first = self.coloured.partition_point(|(whose, ..)| *whose < at);
        self.coloured
            .iter()
            .skip(first)
            .take_while(move |(whose, ..)| *whose == at)
            .map(|(_, colour, start, end)| {
                let text = self.text.get(*start as usize..*end as usize);
                (*colour, text.unwrap_or_default())
            })
    }
}

/// A part is never unpacked to four gigabytes.
fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
