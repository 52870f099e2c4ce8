use sagsbord_contract::{ReviewPage, ReviewWord, ShowReviewPage};
use sagsbord_domain::ItemId;
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::shortest_look_ms;
use sagsbord_store::ReviewedPage;

use super::page_words::placed_words;
use super::standing;
use crate::aktindsigt::find::find;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// The words of a page and where they stand; none while its document has not been read.
pub(crate) async fn show_review_page(
    desk: &Desk,
    session: &Session,
    request: ShowReviewPage,
) -> Result<ReviewPage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let item: ItemId = id(&request.item_id, "itemId")?;
    let mut reader = desk.app().store().await?.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let listed = standing::listed(&mut reader, &filter, &kept, item).await?;
    let sha256 = listed.item.sha256.as_deref().unwrap_or_default();
    let page = reader.reviewed_page(item, sha256, request.page).await?;
    drop(reader);
    let Some(page) = page else {
        return Ok(ReviewPage {
            page: request.page,
            width: 0.0,
            height: 0.0,
            words: Vec::new(),
            shortest_look_ms: shortest_look_ms(0),
        });
    };
    let words = placed_words(&page)?;
    Ok(ReviewPage {
        page: page.page,
        width: page.width,
        height: page.height,
        words: words
            .iter()
            .map(|word| ReviewWord {
                text: page.text.get(word.bytes()).unwrap_or_default().to_owned(),
                line: word.line(),
                area: word.area(),
            })
            .collect(),
        shortest_look_ms: shortest_look_ms(letters(&page)),
    })
}

pub(super) fn letters(page: &ReviewedPage) -> usize {
    let letters = page.text.chars().filter(|sign| sign.is_alphanumeric());
    letters.count()
}
