use std::collections::HashMap;

use super::super::look::Colour;
use super::super::xml::{Element, Piece, Pieces};
use crate::read::Unreadable;

/// What is said of a text, a cell, a sheet, a slide by its style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) is_hidden: Option<bool>,
    pub(super) colour: Option<Colour>,
    pub(super) ground: Option<Colour>,
    /// In hundredths of a millimetre.
    pub(super) size: Option<i64>,
    /// A drawn shape's or a slide's own ground.
    pub(super) fill: Option<Colour>,
}

impl Look {
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            is_hidden: self.is_hidden.or(other.is_hidden),
            colour: self.colour.or(other.colour),
            ground: self.ground.or(other.ground),
            size: self.size.or(other.size),
            fill: self.fill.or(other.fill),
        }
    }

    fn take(&mut self, element: &Element<'_>) {
        let said = |name: &str| element.get(name);
        match element.name() {
            "text-properties" => {
                self.is_hidden = said("display")
                    .map(|display| display == "none")
                    .or(self.is_hidden);
                self.colour = said("color")
                    .map(|colour| Colour::from_hex(&colour))
                    .or(self.colour);
                if said("use-window-font-color").as_deref() == Some("true") {
                    self.colour = Some(Colour::Automatic);
                }
                self.ground = ground(element).or(self.ground);
                self.size = said("font-size")
                    .and_then(|size| length(&size))
                    .or(self.size);
            }
            "paragraph-properties" | "table-cell-properties" => {
                self.ground = ground(element).or(self.ground);
            }
            "table-properties" => {
                self.is_hidden = said("display")
                    .map(|display| display == "false")
                    .or(self.is_hidden);
            }
            "drawing-page-properties" | "graphic-properties" => {
                if said("visibility").as_deref() == Some("hidden") {
                    self.is_hidden = Some(true);
                }
                self.fill = match said("fill").as_deref() {
                    Some("none") => Some(Colour::Automatic),
                    Some("solid") | None => said("fill-color")
                        .map(|colour| Colour::from_hex(&colour))
                        .or(self.fill),
                    Some(_) => Some(Colour::Unknown),
                };
            }
            _ => {}
        }
    }
}

fn ground(element: &Element<'_>) -> Option<Colour> {
    let said = element.get("background-color")?;
    Some(if said == "transparent" {
        Colour::Automatic
    } else {
        Colour::from_hex(&said)
    })
}

/// In hundredths of a millimetre.
pub(super) fn length(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let factor = match text.get(digits.len()..)? {
        "cm" => 1_000.0,
        "mm" => 100.0,
        "in" => 2_540.0,
        "pt" => 35.277,
        "pc" => 423.3,
        _ => return None,
    };
    Some((digits.parse::<f64>().ok()? * factor) as i64)
}

#[derive(Default)]
pub(super) struct Styles {
    /// By family and name, each with what it is based on.
    all: HashMap<(String, String), (Look, Option<String>)>,
    /// How much styles of pictures cut away, where they do.
    cuts: HashMap<String, String>,
    /// Of pages: width and height.
    layouts: HashMap<String, (i64, i64)>,
    /// Of master pages: their layout and the style of their ground.
    masters: HashMap<String, (String, String)>,
}

const STYLES_AT_MOST: usize = 100_000;
const BASED_ON_AT_MOST: usize = 30;

impl Styles {
    pub(super) fn read(&mut self, untrusted: &str) -> Result<(), Unreadable> {
        let mut open: Option<((String, String), Look, Option<String>)> = None;
        let mut layout = String::new();
        let mut pieces = Pieces::of(untrusted);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => {
                    let said = |name: &str| element.get(name).unwrap_or_default();
                    match element.name() {
                        "style" | "default-style" => {
                            let key = (said("family"), said("name"));
                            open = Some((key, Look::default(), element.get("parent-style-name")));
                        }
                        "page-layout" => layout = said("name"),
                        "page-layout-properties" => {
                            let size = (length(&said("page-width")), length(&said("page-height")));
                            if let (Some(width), Some(height)) = size
                                && self.layouts.len() < STYLES_AT_MOST
                            {
                                self.layouts.insert(layout.clone(), (width, height));
                            }
                        }
                        "master-page" if self.masters.len() < STYLES_AT_MOST => {
                            self.masters.insert(
                                said("name"),
                                (said("page-layout-name"), said("style-name")),
                            );
                        }
                        _ => {
                            if let Some(((_, name), look, _)) = &mut open {
                                look.take(&element);
                                if let Some(cut) = cut_away(&said("clip"))
                                    && self.cuts.len() < STYLES_AT_MOST
                                {
                                    self.cuts.insert(name.clone(), cut);
                                }
                            }
                        }
                    }
                }
                Piece::Closes(name) if matches!(&*name, "style" | "default-style") => {
                    if let Some((key, look, parent)) = open.take()
                        && self.all.len() < STYLES_AT_MOST
                    {
                        self.all.insert(key, (look, parent));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// With all that it is based on.
    pub(super) fn look(&self, family: &str, name: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(name.to_owned());
        for _ in 0..BASED_ON_AT_MOST {
            let Some(name) = next else {
                break;
            };
            let Some((own, parent)) = self.all.get(&(family.to_owned(), name)) else {
                break;
            };
            look = look.or(*own);
            next = parent.clone();
        }
        look
    }

    /// What a picture with this style does not show.
    pub(super) fn cuts(&self, style: &str) -> Option<&str> {
        self.cuts.get(style).map(String::as_str)
    }

    pub(super) fn page_of_master(&self, master: &str) -> Option<(i64, i64)> {
        let (layout, _) = self.masters.get(master)?;
        self.layouts.get(layout).copied()
    }

    pub(super) fn ground_of_master(&self, master: &str) -> Option<Colour> {
        let (_, style) = self.masters.get(master)?;
        self.look("drawing-page", style).fill
    }
}

/// `rect(0cm, 2cm, 0cm, 0cm)`: top, right, bottom, left.
fn cut_away(clip: &str) -> Option<String> {
    let inner = clip.strip_prefix("rect(")?.strip_suffix(')')?;
    let sides: Vec<&str> = inner
        .split([',', ' '])
        .filter(|side| !side.is_empty())
        .collect();
    let told: Vec<String> = ["top", "højre", "bund", "venstre"]
        .iter()
        .zip(sides)
        .filter_map(|(called, side)| {
            let cut = length(side).filter(|cut| *cut >= 50)?;
            Some(format!("{called} {} mm", cut / 100))
        })
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}
