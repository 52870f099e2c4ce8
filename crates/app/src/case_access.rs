//! Access to cases by name, beside the grants: a colleague sent for, a team across units with an end, an emergency that
//! is looked at afterwards, a person who may have nothing to do with a case; and what is open to everybody.

pub(crate) mod break_glass;
pub(crate) mod employments;
pub(crate) mod exclude;
pub(crate) mod form_team;
pub(crate) mod give;
pub(crate) mod list;
pub(crate) mod open_subjects;
pub(crate) mod review;
pub(crate) mod take;
