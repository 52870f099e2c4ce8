//! For maps whose keys are hashes already.

use std::hash::{BuildHasher, Hasher};

#[derive(Debug, Default, Clone)]
pub(crate) struct ByHash;

impl BuildHasher for ByHash {
    type Hasher = AsItIs;

    fn build_hasher(&self) -> AsItIs {
        AsItIs(0)
    }
}

#[derive(Debug)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        // Its lowest bit is always set, and the map looks at the lowest ones.
        self.0 = hash.rotate_left(32);
    }
}
