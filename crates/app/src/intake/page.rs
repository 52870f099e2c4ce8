use std::sync::{Arc, PoisonError};

use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_intake::{Outcome, PageSource, PageViewer, ViewError};
use sagsbord_store::{BlobRef, MAX_BLOB_BYTES};
use zeroize::Zeroizing;

use super::file::find;
use super::manifest_of::{manifest_of, reading_of};
use super::running::{Intakes, OpenFile};
use super::show;
use crate::app::App;
use crate::{AppError, Desk, DocumentBytes};

/// Where a file lies whose pages are looked at. Whoever names it has found it within reach.
pub(crate) enum PagesOf {
    /// Among what was read from outside.
    Content(String),
    /// Among what is kept as it is.
    Blob(BlobRef),
}

impl PagesOf {
    fn sha256(&self) -> &str {
        match self {
            Self::Content(sha256) => sha256,
            Self::Blob(blob) => blob.sha256_hex(),
        }
    }
}

/// Sharp on every screen, and small enough to be there at once.
const LEAST_DPI: f32 = 20.0;
const MOST_DPI: f32 = 400.0;

impl Desk {
    /// A page of a file that was taken in, as a picture. The file itself was logged as opened when it was shown.
    pub async fn intake_page(
        &self,
        intake: &str,
        place: &str,
        page: u32,
        dpi: f32,
    ) -> Result<DocumentBytes, ErrorReply> {
        read(self, intake, place, page, dpi)
            .await
            .map_err(|error| error.into_reply("intake_page"))
    }
}

async fn read(
    desk: &Desk,
    intake: &str,
    place: &str,
    page: u32,
    dpi: f32,
) -> Result<DocumentBytes, AppError> {
    let session = desk.session().await?;
    let intake = show::within_reach(desk, &session, Right::ReadCases, intake).await?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    let row = find(&manifest.rows, place)?;
    let sha256 = row
        .sha256
        .as_deref()
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let store = desk.app().store().await?;
    let reading = reading_of(&store, sha256, &row.name).await?;
    let Outcome::Pages {
        source, password, ..
    } = reading.outcome
    else {
        return Err(AppError::new(ErrorCode::NotFound));
    };
    let pages = match source {
        PageSource::Itself => sha256.to_owned(),
        PageSource::Made { sha256, .. } => sha256,
    };
    let pages = PagesOf::Content(pages);
    let png = page_as_png(desk.app(), pages, password, page, dpi).await?;
    Ok(DocumentBytes {
        name: format!("{}-{page}.png", row.name),
        media_type: "image/png".to_owned(),
        bytes: png,
    })
}

pub(crate) async fn page_as_png(
    app: &Arc<App>,
    pages: PagesOf,
    password: Option<String>,
    page: u32,
    dpi: f32,
) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let dpi = dpi.clamp(LEAST_DPI, MOST_DPI);
    let png = with_open_file(app, pages, password, move |viewer| viewer.png(page, dpi)).await?;
    Ok(Zeroizing::new(png))
}

/// Asks something of a file, which is opened for it unless it is the one that is open.
pub(crate) async fn with_open_file<What: Send + 'static>(
    app: &Arc<App>,
    pages: PagesOf,
    password: Option<String>,
    ask: impl FnOnce(&mut PageViewer) -> Result<What, ViewError> + Send + 'static,
) -> Result<What, AppError> {
    let is_open = matches!(
        &*app.intakes.viewer.lock().unwrap_or_else(PoisonError::into_inner),
        Some(open) if open.sha256 == pages.sha256()
    );
    let mut pdf = None;
    if !is_open {
        pdf = Some(content(app, &pages).await?);
    }
    let turn = in_turn(app, pages.sha256(), pdf, password.clone(), ask).await?;
    match turn {
        Turn::Done(what) => Ok(what),
        // Two files are compared, and the other was opened in between.
        Turn::Missed(ask) => {
            let pdf = Some(content(app, &pages).await?);
            match in_turn(app, pages.sha256(), pdf, password, ask).await? {
                Turn::Done(what) => Ok(what),
                Turn::Missed(_) => Err(AppError::new(ErrorCode::PageNotDrawn)),
            }
        }
    }
}

async fn content(app: &Arc<App>, pages: &PagesOf) -> Result<Zeroizing<Vec<u8>>, AppError> {
    let most = Intakes::limits().container_bytes;
    let store = app.store().await?;
    Ok(match pages {
        PagesOf::Content(sha256) => store.read_intake_content(sha256, most).await?,
        PagesOf::Blob(blob) => store.read_blob(blob, MAX_BLOB_BYTES).await?,
    })
}

enum Turn<What, Ask> {
    Done(What),
    /// Another file is open: the question is given back.
    Missed(Ask),
}

async fn in_turn<What, Ask>(
    app: &Arc<App>,
    pages: &str,
    pdf: Option<Zeroizing<Vec<u8>>>,
    password: Option<String>,
    ask: Ask,
) -> Result<Turn<What, Ask>, AppError>
where
    What: Send + 'static,
    Ask: FnOnce(&mut PageViewer) -> Result<What, ViewError> + Send + 'static,
{
    let (app, pages) = (app.clone(), pages.to_owned());
    tokio::task::spawn_blocking(move || asked(&app, &pages, pdf, password, ask)).await?
}

/// One file is open at a time: whoever reads turns its pages.
fn asked<What, Ask>(
    app: &Arc<App>,
    sha256: &str,
    pdf: Option<Zeroizing<Vec<u8>>>,
    password: Option<String>,
    ask: Ask,
) -> Result<Turn<What, Ask>, AppError>
where
    Ask: FnOnce(&mut PageViewer) -> Result<What, ViewError>,
{
    let mut slot = app
        .intakes
        .viewer
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let undrawn = |error| AppError::caused(ErrorCode::PageNotDrawn, error);
    if let Some(pdf) = pdf {
        let helper = app.config.helper.as_ref();
        let helper = helper.ok_or_else(|| AppError::new(ErrorCode::Internal))?;
        let viewer =
            PageViewer::open(helper, &pdf, password, Intakes::limits()).map_err(undrawn)?;
        *slot = Some(OpenFile {
            sha256: sha256.to_owned(),
            viewer,
        });
    }
    let drawn = match slot.as_mut().filter(|open| open.sha256 == sha256) {
        Some(open) => ask(&mut open.viewer),
        None => return Ok(Turn::Missed(ask)),
    };
    if drawn.is_err() {
        *slot = None;
    }
    drawn.map(Turn::Done).map_err(undrawn)
}
