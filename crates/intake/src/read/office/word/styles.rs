use std::collections::HashMap;

use super::super::look::Colour;
use super::super::xml::{Element, Piece, Pieces, is_yes};
use crate::read::Unreadable;

/// What a stretch of text is said to look like. What is not said comes from its style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TextLook {
    pub(super) is_hidden: Option<bool>,
    pub(super) colour: Option<Colour>,
    pub(super) ground: Option<Colour>,
    /// A marker's colour covers the ground.
    pub(super) marker: Option<Colour>,
    /// In half points.
    pub(super) size: Option<i64>,
}

impl TextLook {
    /// Takes in one element of a run's properties.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let value = || element.get("val");
        match element.name() {
            "vanish" | "specVanish" => {
                self.is_hidden = Some(value().is_none_or(|value| is_yes(&value)));
            }
            "color" => {
                let theme = element.get("themeColor");
                self.colour = Some(colour(value().as_deref(), theme.as_deref()));
            }
            "shd" => self.ground = Some(shade(element)),
            "highlight" => self.marker = Some(marker(&value().unwrap_or_default())),
            "sz" => self.size = element.number("val"),
            _ => {}
        }
    }

    /// Said here, or else there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            is_hidden: self.is_hidden.or(other.is_hidden),
            colour: self.colour.or(other.colour),
            ground: self.ground.or(other.ground),
            marker: self.marker.or(other.marker),
            size: self.size.or(other.size),
        }
    }
}

fn colour(value: Option<&str>, theme: Option<&str>) -> Colour {
    match theme {
        Some("background1" | "light1" | "bg1" | "lt1") => super::super::look::WHITE,
        Some("text1" | "dark1" | "tx1" | "dk1") => super::super::look::BLACK,
        Some(_) => Colour::Unknown,
        None => value.map_or(Colour::Automatic, Colour::from_hex),
    }
}

/// The ground of a run, a paragraph or a cell.
pub(super) fn shade(element: &Element<'_>) -> Colour {
    let is_solid = element.get("val").as_deref() == Some("solid");
    let (value, theme) = if is_solid {
        ("color", "themeColor")
    } else {
        ("fill", "themeFill")
    };
    colour(element.get(value).as_deref(), element.get(theme).as_deref())
}

fn marker(name: &str) -> Colour {
    match name {
        "black" => Colour::Rgb(0, 0, 0),
        "white" => Colour::Rgb(255, 255, 255),
        "darkBlue" => Colour::Rgb(0, 0, 128),
        "none" => Colour::Automatic,
        _ => Colour::Unknown,
    }
}

#[derive(Default)]
pub(super) struct Styles {
    /// By id, each with what it is based on.
    by_id: HashMap<String, (TextLook, Option<String>)>,
    /// What all text looks like where nothing is said.
    all: TextLook,
}

const BASED_ON_AT_MOST: usize = 30;
const STYLES_AT_MOST: usize = 20_000;

impl Styles {
    pub(super) fn read(untrusted: &str) -> Result<Self, Unreadable> {
        let mut styles = Self::default();
        let mut pieces = Pieces::of(untrusted);
        let mut open: Option<(String, TextLook, Option<String>)> = None;
        let mut in_run = false;
        let mut in_defaults = false;
        // Looks of a table's rows are not those of the text that bears the style.
        let mut in_table_part = false;
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Opens(element) => match element.name() {
                    "style" => {
                        let id = element.get("styleId").unwrap_or_default();
                        open = Some((id, TextLook::default(), None));
                    }
                    "rPrDefault" => in_defaults = true,
                    "tblStylePr" => in_table_part = true,
                    "rPr" => in_run = true,
                    "basedOn" => {
                        if let Some((_, _, based_on)) = &mut open {
                            *based_on = element.get("val");
                        }
                    }
                    _ if in_run && !in_table_part => {
                        if let Some((_, look, _)) = &mut open {
                            look.take(&element);
                        } else if in_defaults {
                            styles.all.take(&element);
                        }
                    }
                    _ => {}
                },
                Piece::Closes(name) => match &*name {
                    "style" => {
                        if let Some((id, look, based_on)) = open.take()
                            && styles.by_id.len() < STYLES_AT_MOST
                        {
                            styles.by_id.insert(id, (look, based_on));
                        }
                    }
                    "rPrDefault" => in_defaults = false,
                    "tblStylePr" => in_table_part = false,
                    "rPr" => in_run = false,
                    _ => {}
                },
                Piece::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// With all that it is based on.
    pub(super) fn look(&self, id: &str) -> TextLook {
        let mut look = TextLook::default();
        let mut next = Some(id);
        for _ in 0..BASED_ON_AT_MOST {
            let Some((own, based_on)) = next.and_then(|id| self.by_id.get(id)) else {
                break;
            };
            look = look.or(*own);
            next = based_on.as_deref();
        }
        look
    }

    pub(super) fn all(&self) -> TextLook {
        self.all
    }
}
