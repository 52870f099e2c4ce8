use sagsbord_pdf::{GreyPage, PageSize};

use crate::picture_work::{Grey, looks, made_ready};
use crate::reading::{Look, OwnText, PageFlag};

/// A page made ready for the recognition of text, and how it lies against the page as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PagePicture {
    pub width: u32,
    pub height: u32,
    pub dpi: f32,
    /// In points, as the page is shown.
    pub page_width: f32,
    pub page_height: f32,
    /// Clockwise, by which the page was turned: 0, 90, 180 or 270.
    pub turned: u16,
    /// Degrees that its lines fell clockwise after that.
    pub straightened: f32,
    pub look: Look,
    pub grey: Vec<u8>,
}

const POINTS: f32 = 72.0;

impl PagePicture {
    pub fn of(drawn: GreyPage, size: PageSize) -> Option<Self> {
        Self::beside(drawn, size, OwnText::None)
    }

    /// For a page that has text of its own.
    pub(crate) fn beside(drawn: GreyPage, size: PageSize, own_text: OwnText) -> Option<Self> {
        let dpi = drawn.dpi;
        let drawn = Grey::new(drawn.width, drawn.height, drawn.pixels)?;
        let mut flags = Vec::new();
        if looks::has_photo(&drawn) {
            flags.push(match looks::faces(&drawn) {
                0 => PageFlag::Photo,
                _ => PageFlag::Face,
            });
        }
        let ready = made_ready(drawn, dpi);
        if looks::is_blank(&ready.grey) {
            flags.push(PageFlag::Blank);
        }
        let look = Look { own_text, flags };
        Some(Self {
            look,
            width: ready.grey.width,
            height: ready.grey.height,
            dpi,
            page_width: size.width,
            page_height: size.height,
            turned: ready.turned,
            straightened: ready.straightened,
            grey: ready.grey.pixels,
        })
    }

    /// The other way up.
    pub(crate) fn on_its_head(&self) -> Self {
        let mut turned = self.clone();
        turned.grey.reverse();
        turned.turned = (self.turned + 180) % 360;
        turned
    }

    /// A box of the picture (left, top, right, bottom in pixels) on the page, in points.
    pub(crate) fn area_on_page(&self, [left, top, right, bottom]: [f32; 4]) -> [f32; 4] {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let placed = corners.map(|corner| self.point_on_page(corner));
        let least = |of: fn(&(f32, f32)) -> f32| placed.iter().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| placed.iter().map(of).fold(f32::MIN, f32::max);
        [
            least(|at| at.0).clamp(0.0, self.page_width),
            least(|at| at.1).clamp(0.0, self.page_height),
            most(|at| at.0).clamp(0.0, self.page_width),
            most(|at| at.1).clamp(0.0, self.page_height),
        ]
    }

    /// Both are turned about their middles.
    fn point_on_page(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (across, down) = (x - self.width as f32 / 2.0, y - self.height as f32 / 2.0);
        let (sine, cosine) = self.straightened.to_radians().sin_cos();
        let (across, down) = (across * cosine - down * sine, across * sine + down * cosine);
        let (across, down) = match self.turned {
            90 => (down, -across),
            180 => (-across, -down),
            270 => (-down, across),
            _ => (across, down),
        };
        let points = POINTS / self.dpi;
        (
            across * points + self.page_width / 2.0,
            down * points + self.page_height / 2.0,
        )
    }
}
