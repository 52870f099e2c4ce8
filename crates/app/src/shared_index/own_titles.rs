use sagsbord_contract::GatedTitle;
use sagsbord_scan::TitleKind;
use sagsbord_store::{CaseAroundTitle, Reader};

use super::gate::Gate;
use super::gate_title::told;
use crate::AppError;
use crate::app::App;

/// The gate, for whoever gives a case its title: what would be held back on its way out is not given in the first place.
pub(crate) struct TitleGate(Gate);

impl TitleGate {
    pub(crate) async fn open(app: &App, reader: &mut Reader) -> Result<Self, AppError> {
        Ok(Self(Gate::open(app, reader).await?))
    }

    pub(crate) fn case(&self, title: &str, around: &CaseAroundTitle) -> GatedTitle {
        told(title, self.0.title(title, TitleKind::Case, around))
    }
}
