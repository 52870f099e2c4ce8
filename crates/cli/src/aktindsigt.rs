//! `sagsbord-cli aktindsigt`: requests for access without a window: made, collected, listed, checked, decided about,
//! written, put together, approved and given.

mod beslut;
mod brev;
mod frigiv;
mod fund;
mod indsaml;
mod liste;
mod opret;
mod saml;
mod standing;
mod tjek;
mod verificer;
mod words;

use clap::Subcommand;
use sagsbord_contract::*;

use crate::door::{Door, refused};
use crate::text::of;

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = of("aktindsigt.opret.about"))]
    Opret(opret::Arguments),
    #[command(about = of("aktindsigt.indsaml.about"))]
    Indsaml(indsaml::Arguments),
    #[command(about = of("aktindsigt.liste.about"))]
    Liste(liste::Arguments),
    #[command(about = of("aktindsigt.tjek.about"))]
    Tjek(tjek::Arguments),
    #[command(about = of("aktindsigt.beslut.about"))]
    Beslut(beslut::Arguments),
    #[command(about = of("aktindsigt.brev.about"))]
    Brev(brev::Arguments),
    #[command(about = of("aktindsigt.saml.about"))]
    Saml(saml::Arguments),
    #[command(about = of("aktindsigt.verificer.about"))]
    Verificer(verificer::Arguments),
    #[command(about = of("aktindsigt.frigiv.about"))]
    Frigiv(frigiv::Arguments),
}

pub(crate) async fn aktindsigt(door: &Door, command: Command) -> anyhow::Result<bool> {
    door.sign_in().await?;
    match command {
        Command::Opret(arguments) => arguments.run(door).await,
        Command::Indsaml(arguments) => arguments.run(door).await,
        Command::Liste(arguments) => arguments.run(door).await,
        Command::Tjek(arguments) => arguments.run(door).await,
        Command::Beslut(arguments) => arguments.run(door).await,
        Command::Brev(arguments) => arguments.run(door).await,
        Command::Saml(arguments) => arguments.run(door).await,
        Command::Verificer(arguments) => arguments.run(door).await,
        Command::Frigiv(arguments) => arguments.run(door).await,
    }
}

/// Every numbered row, a page at a time.
async fn whole_list(door: &Door, id: &str, shown: ItemShown) -> anyhow::Result<ItemPage> {
    const AT_ONCE: u32 = 500;
    let mut whole: Option<ItemPage> = None;
    loop {
        let offset = whole.as_ref().map_or(0, |page| page.rows.len());
        let request = ListItems {
            id: id.to_owned(),
            shown,
            offset: u32::try_from(offset)?,
            limit: AT_ONCE,
        };
        let page = door.desk.list_items(request).await.map_err(refused)?;
        let is_last = page.rows.is_empty() || offset + page.rows.len() >= page.total as usize;
        match &mut whole {
            None => whole = Some(page),
            Some(whole) => whole.rows.extend(page.rows),
        }
        if is_last {
            break;
        }
    }
    whole.ok_or_else(|| anyhow::anyhow!("{}", of("aktindsigt.empty")))
}
