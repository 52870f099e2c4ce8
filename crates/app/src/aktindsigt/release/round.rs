use std::collections::HashMap;

use sagsbord_domain::ItemId;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{
    ItemDecision, LetterKind, MarkDecision, MarkKind, Regime, title_without,
};
use sagsbord_store::{
    ItemQuery, ItemShown, KeptAktindsigt, ListedItem, Mark, Reader, RequestLetter,
};

use crate::AppError;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::chosen;

/// The list as the next answer has it.
pub(in crate::aktindsigt) struct Split {
    /// Decided about, and not answered as they are now.
    pub(in crate::aktindsigt) deciding: Vec<ListedItem>,
    pub(in crate::aktindsigt) undecided: Vec<ListedItem>,
    /// How many were answered before and are as they were.
    pub(in crate::aktindsigt) before: usize,
}

impl Split {
    pub(in crate::aktindsigt) async fn read(
        reader: &mut Reader,
        filter: &AccessFilter,
        kept: &KeptAktindsigt,
    ) -> Result<Self, AppError> {
        let query = ItemQuery {
            shown: ItemShown::Listed,
            offset: 0,
            limit: u32::try_from(fields::MOST_ITEMS).unwrap_or(u32::MAX),
        };
        let answered = reader.answered_items(kept.id).await?;
        let mut split = Self {
            deciding: Vec::new(),
            undecided: Vec::new(),
            before: 0,
        };
        for one in reader.list_items(filter, kept.id, query).await? {
            if one.item.ruling.decision == ItemDecision::Undecided {
                split.undecided.push(one);
            } else if answered.get(&one.item.id) == Some(&one.item.version) {
                split.before += 1;
            } else {
                split.deciding.push(one);
            }
        }
        Ok(split)
    }
}

/// Everything that the next answer is made of, as it stands at one moment.
pub(super) struct Round {
    pub(super) kept: KeptAktindsigt,
    pub(super) chosen: Vec<Regime>,
    pub(super) split: Split,
    /// Of those that are decided about; what was taken back is left out.
    pub(super) marks: HashMap<ItemId, Vec<Mark>>,
    pub(super) letter: Option<RequestLetter>,
    /// The one who asks sees every row of the list.
    pub(super) is_whole: bool,
    pub(super) print: String,
}

impl Round {
    pub(super) async fn read(
        reader: &mut Reader,
        filter: &AccessFilter,
        kept: KeptAktindsigt,
    ) -> Result<Self, AppError> {
        let split = Split::read(reader, filter, &kept).await?;
        let mut marks: HashMap<ItemId, Vec<Mark>> = HashMap::new();
        for mark in reader.marks_of_request(kept.id).await? {
            marks.entry(mark.item).or_default().push(mark);
        }
        let (_, is_whole) = reader.item_numbers(filter, kept.id).await?;
        Ok(Self {
            chosen: chosen(reader, kept.id).await?,
            letter: reader.request_letter(kept.id, LetterKind::Decision).await?,
            print: reader.release_print(kept.id).await?,
            split,
            marks,
            is_whole,
            kept,
        })
    }

    /// What was marked in a document, on the bytes that it has in the list.
    pub(super) fn marks_of(&self, listed: &ListedItem) -> impl Iterator<Item = &Mark> {
        let sha256 = listed.item.sha256.as_deref();
        let own = self.marks.get(&listed.item.id).into_iter().flatten();
        own.filter(move |mark| Some(mark.sha256.as_str()) == sha256)
    }

    /// As it goes out. The words were marked in the title, whatever bytes it has.
    pub(super) fn title_of(&self, listed: &ListedItem, instead: &str) -> String {
        let own = self.marks.get(&listed.item.id).into_iter().flatten();
        let covered =
            own.filter(|mark| mark.kind == MarkKind::Title && mark.decision == MarkDecision::Cover);
        let covered = covered.map(|mark| mark.text.as_str());
        title_without(&listed.item.facts.title, covered, instead)
    }

    pub(super) fn covers_of(&self, listed: &ListedItem) -> impl Iterator<Item = &Mark> {
        self.marks_of(listed)
            .filter(|mark| mark.decision == MarkDecision::Cover)
    }
}
