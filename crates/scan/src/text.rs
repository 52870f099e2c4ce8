//! From text to tokens: what a reader sees, without the tricks that hide words from a machine, each token
//! knowing where it stood in the original.

mod block;
mod chart;
mod classes;
mod division;
pub(crate) mod fold;
mod garbled;
pub(crate) mod hash;
mod token;
mod tokenise;
mod window;
mod word;

pub(crate) use block::Block;
pub(crate) use fold::fold_word;
pub(crate) use hash::hash_folded;
pub(crate) use token::{Flags, Gap, Kind, Token};
pub(crate) use tokenise::{End, Tokeniser, deceives};
pub(crate) use window::{REACH, Window};
