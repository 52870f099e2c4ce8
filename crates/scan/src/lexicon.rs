//! What a single word can be, by one look-up of its hash.

mod class;
mod label;
mod shipped;
mod table;

pub(crate) use class::Class;
pub(crate) use label::Label;
pub(crate) use shipped::{
    Sex, class_from, class_of, first_place, label_of, points_at_somebody, sex_of_given,
};
pub(crate) use table::WordTable;
