use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::{Point, Quadrilateral};
use krilla::page::Page;
use krilla::tagging::Identifier;

use crate::PdfError;
use crate::write::join::page_address;
use crate::write::plan::{Link, LinkTo};

/// The page's links, in their order. `number` is the page's own in the file, counted from 0.
pub(super) fn add(
    page: &mut Page<'_>,
    number: usize,
    links: &[Link],
) -> Result<Vec<Identifier>, PdfError> {
    links
        .iter()
        .map(|link| {
            let corners: Vec<Quadrilateral> = link
                .areas
                .iter()
                .map(|area| {
                    let [x0, y0, x1, y1] =
                        [area.x0, area.y0, area.x1, area.y1].map(|number| number as f32);
                    Quadrilateral([
                        Point::from_xy(x0, y1),
                        Point::from_xy(x1, y1),
                        Point::from_xy(x1, y0),
                        Point::from_xy(x0, y0),
                    ])
                })
                .collect();
            if corners.is_empty() {
                return Err(PdfError::NotWritten);
            }
            let address = match &link.to {
                LinkTo::Address(address) => address.clone(),
                LinkTo::Place(target) => target.address(),
                LinkTo::Away(pages) => {
                    let to = i64::try_from(number).ok().map(|own| own + pages);
                    let to = to.and_then(|page| usize::try_from(page).ok());
                    page_address(to.ok_or(PdfError::NotWritten)?)
                }
            };
            let target = Target::Action(Action::Link(LinkAction::new(address)));
            let annotation = LinkAnnotation::new_with_quad_points(corners, target);
            let annotation = Annotation::new_link(annotation, Some(link.said.clone()));
            Ok(page.add_tagged_annotation(annotation))
        })
        .collect()
}
