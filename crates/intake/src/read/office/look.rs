//! Whether text can be seen where it stands.

use crate::HiddenKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Rgb(u8, u8, u8),
    /// Whatever can be read on its ground.
    Automatic,
    /// Of a theme, a picture, a gradient: not known here.
    Unknown,
}

pub(super) const WHITE: Colour = Colour::Rgb(255, 255, 255);
pub(super) const BLACK: Colour = Colour::Rgb(0, 0, 0);

impl Colour {
    /// Six hexadecimal digits, or eight where the first two are how opaque it is.
    pub(super) fn from_hex(text: &str) -> Self {
        let digits = text.trim_start_matches('#');
        let six = if digits.len() == 8 {
            digits.get(2..)
        } else {
            Some(digits)
        };
        match six.map(|six| (six.len(), u32::from_str_radix(six, 16))) {
            Some((6, Ok(value))) => {
                let [_, red, green, blue] = value.to_be_bytes();
                Self::Rgb(red, green, blue)
            }
            _ if text == "auto" => Self::Automatic,
            _ => Self::Unknown,
        }
    }

    fn is_light(self) -> bool {
        matches!(self, Self::Rgb(red, green, blue) if red.min(green).min(blue) >= 0xC0)
    }
}

/// Text in a colour that its ground has too.
pub(super) fn unseen(text: Colour, ground: Colour) -> Option<HiddenKind> {
    let (Colour::Rgb(red, green, blue), Colour::Rgb(under_red, under_green, under_blue)) =
        (text, ground)
    else {
        return None;
    };
    let apart = u32::from(red.abs_diff(under_red))
        + u32::from(green.abs_diff(under_green))
        + u32::from(blue.abs_diff(under_blue));
    // Two greys as far apart as this are told apart on no screen and no paper.
    const TOLD_APART: u32 = 36;
    (apart < TOLD_APART).then_some(if text.is_light() {
        HiddenKind::WhiteText
    } else {
        HiddenKind::TextUnderBox
    })
}
