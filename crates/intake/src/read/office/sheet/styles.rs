use std::collections::HashSet;

use super::super::look::{BLACK, Colour, WHITE};
use super::super::xml::{Element, Piece, Pieces};
use crate::read::Unreadable;

/// How cells look, by the number that each cell names.
#[derive(Default)]
pub(super) struct Styles {
    cells: Vec<CellLook>,
}

#[derive(Clone, Copy)]
pub(super) struct CellLook {
    pub(super) text: Colour,
    pub(super) ground: Colour,
    /// Its format shows nothing of what stands in it.
    pub(super) shows_nothing: bool,
}

const AS_NOTHING_SAID: CellLook = CellLook {
    text: Colour::Automatic,
    ground: WHITE,
    shows_nothing: false,
};
const LOOKS_AT_MOST: usize = 100_000;

impl Styles {
    pub(super) fn read(untrusted: &str) -> Result<Self, Unreadable> {
        let mut fonts = Vec::new();
        let mut fills = Vec::new();
        let mut empty_formats: HashSet<i64> = HashSet::new();
        let mut cells = Vec::new();
        let mut open: Vec<String> = Vec::new();
        let mut pieces = Pieces::of(untrusted);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => {
                    let within = |name: &str| open.iter().any(|open| open == name);
                    let room = |list: usize| list < LOOKS_AT_MOST;
                    match element.name() {
                        "font" if within("fonts") && room(fonts.len()) => {
                            fonts.push(Colour::Automatic);
                        }
                        "color" if within("fonts") => {
                            if let Some(last) = fonts.last_mut() {
                                *last = colour(&element);
                            }
                        }
                        "fill" if within("fills") && room(fills.len()) => fills.push(WHITE),
                        "patternFill" if within("fills") => {
                            let is_empty = element
                                .get("patternType")
                                .is_none_or(|pattern| pattern == "none");
                            if let Some(last) = fills.last_mut() {
                                *last = if is_empty { WHITE } else { Colour::Unknown };
                            }
                        }
                        "gradientFill" if within("fills") => {
                            if let Some(last) = fills.last_mut() {
                                *last = Colour::Unknown;
                            }
                        }
                        "fgColor" if within("fills") => {
                            if let Some(last) = fills.last_mut()
                                && *last == Colour::Unknown
                            {
                                *last = colour(&element);
                            }
                        }
                        "numFmt" => {
                            let code = element.get("formatCode").unwrap_or_default();
                            let is_empty = !code.is_empty()
                                && code.bytes().all(|sign| sign == b';')
                                && code.len() >= 2;
                            if is_empty && let Some(id) = element.number("numFmtId") {
                                empty_formats.insert(id);
                            }
                        }
                        "xf" if within("cellXfs") && room(cells.len()) => {
                            let chosen = |name: &str, list: &[Colour], otherwise: Colour| {
                                element
                                    .number(name)
                                    .and_then(|at| usize::try_from(at).ok())
                                    .and_then(|at| list.get(at).copied())
                                    .unwrap_or(otherwise)
                            };
                            let format = element.number("numFmtId").unwrap_or_default();
                            cells.push(CellLook {
                                text: chosen("fontId", &fonts, Colour::Automatic),
                                ground: chosen("fillId", &fills, WHITE),
                                shows_nothing: empty_formats.contains(&format),
                            });
                        }
                        _ => {}
                    }
                    open.push(element.name().to_owned());
                }
                Piece::Closes(_) => {
                    open.pop();
                }
                Piece::Text(_) => {}
            }
        }
        Ok(Self { cells })
    }

    pub(super) fn look(&self, number: usize) -> CellLook {
        self.cells.get(number).copied().unwrap_or(AS_NOTHING_SAID)
    }
}

/// Of a palette, of a theme, or in full.
pub(super) fn colour(element: &Element<'_>) -> Colour {
    // A tint makes another colour of it.
    if element.get("tint").is_some_and(|tint| tint != "0") {
        return Colour::Unknown;
    }
    if let Some(full) = element.get("rgb") {
        return Colour::from_hex(&full);
    }
    match (element.number("theme"), element.number("indexed")) {
        (Some(0), _) | (None, Some(1 | 9 | 65)) => WHITE,
        (Some(1), _) | (None, Some(0 | 8)) => BLACK,
        (None, Some(64)) | (None, None) => Colour::Automatic,
        _ => Colour::Unknown,
    }
}
