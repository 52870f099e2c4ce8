//! Word hash → value, built at run time: the word list's forms, a case's party forms. A small bit field in
//! front answers "no" for most words without touching the table, so that 100,000 forms cost what 100 do.

#[derive(Debug, Clone)]
pub(crate) struct WordTable {
    filter: Vec<u64>,
    filter_shift: u32,
    slots: Vec<Slot>,
    shift: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Zero is an empty place; no word hashes to zero.
    hash: u64,
    value: u32,
}

impl WordTable {
    /// Where a hash comes twice, the first value stays.
    pub(crate) fn new(entries: &[(u64, u32)]) -> Self {
        let room = (entries.len() * 2).next_power_of_two().max(16);
        let bits = (entries.len() * 16).next_power_of_two().max(1_024);
        let mut table = WordTable {
            filter: vec![0; bits / 64],
            filter_shift: 64 - bits.trailing_zeros(),
            slots: vec![Slot::default(); room],
            shift: 64 - room.trailing_zeros(),
        };
        for (hash, value) in entries {
            table.insert(*hash, *value);
        }
        table
    }

    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<u32> {
        let bit = filter_bit(hash, self.filter_shift);
        if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
            return None;
        }
        let mut place = (hash >> self.shift) as usize;
        loop {
            let slot = self.slots[place];
            if slot.hash == hash {
                return Some(slot.value);
            }
            if slot.hash == 0 {
                return None;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    fn insert(&mut self, hash: u64, value: u32) {
        let bit = filter_bit(hash, self.filter_shift);
        self.filter[bit / 64] |= 1 << (bit % 64);
        let mut place = (hash >> self.shift) as usize;
        while self.slots[place].hash != 0 {
            if self.slots[place].hash == hash {
                return;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
        self.slots[place] = Slot { hash, value };
    }
}

/// Other bits than those that choose the slot.
#[inline]
fn filter_bit(hash: u64, shift: u32) -> usize {
    (hash.rotate_left(32) >> shift) as usize
}
