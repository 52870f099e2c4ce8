//! A page's picture made ready for the recognition of text: noise out, light evened, lines straight. What is done is
//! chosen by what is measured of the picture, because every filter also takes something from the letters.

mod components;
mod edges;
mod grey;
mod ground;
pub(crate) mod looks;
mod noise;
mod shine;
mod slant;
mod specks;

pub use grey::Grey;

/// A picture in which text can be read, and how it lies against the page it is of.
#[derive(Clone, Debug)]
pub struct ReadyPicture {
    pub grey: Grey,
    /// Clockwise, by which the page was turned: 0 or 90.
    pub turned: u16,
    /// Degrees that its lines fell clockwise after that.
    pub straightened: f32,
}

/// Pixels that stand alone, as a share of all, from which on they are noise: i-dots and full stops are larger.
const LONELY: f32 = 0.0004;
/// So many are left where noise lies so close that its pixels touch.
const STILL_LONELY: f32 = 0.004;
/// So many, and what is left of the letters is ragged.
const DENSE: f32 = 0.025;
/// How far the paper's pixels may stray before they are softened.
const STRAYS: f32 = 11.0;
/// Recognition reads slants up to this as well as straight lines, and a picture that is not turned stays sharp.
const SLIGHT: f32 = 0.25;
/// Dots an inch at which lines are looked for.
const SMALL_DPI: f32 = 100.0;

pub fn made_ready(grey: Grey, dpi: f32) -> ReadyPicture {
    let mut grey = without_noise(grey);
    if let Some(even) = ground::evened(&grey) {
        grey = even;
    }
    if let Some(clean) = specks::without_specks(&grey) {
        grey = clean;
    }
    if let Some(clear) = shine::without_shine_through(&grey) {
        grey = clear;
    }
    let by = ((dpi / SMALL_DPI).round() as u32).max(1);
    let mut small = grey.shrunk(by);
    if let Some(black) = edges::black_from_edges(&small) {
        let width = small.width as usize;
        edges::paint_white(&mut grey, &black, width, by as usize);
        edges::paint_white(&mut small, &black, width, 1);
    }
    let lie = slant::lie(&small);
    grey = grey.turned(lie.quarters);
    let straightened = if lie.slant.abs() < SLIGHT {
        0.0
    } else {
        grey = grey.straightened(lie.slant);
        lie.slant
    };
    ReadyPicture {
        grey,
        turned: lie.quarters * 90,
        straightened,
    }
}

fn without_noise(grey: Grey) -> Grey {
    let mut grey = grey;
    let lonely = noise::lonely_share(&grey);
    if lonely > LONELY {
        grey = noise::middle_of_nine(&grey);
        if noise::lonely_share(&grey) > STILL_LONELY {
            grey = noise::without_strays(&grey, 40);
        }
        if lonely > DENSE {
            // The middle of nine leaves the letters' rims ragged where much was taken.
            return noise::softened(&grey);
        }
    }
    // Each softening leaves about a third.
    let mut straying = noise::straying(&grey);
    while straying > STRAYS {
        grey = noise::softened(&grey);
        straying /= 3.0;
    }
    grey
}
