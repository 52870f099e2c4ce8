//! IPTC: what news photographers and picture archives write.

use crate::Found;
use crate::reading::HiddenKind;

/// The sets of the editorial record that are words.
const NAMES: [(u8, &str); 20] = [
    (5, "Object Name"),
    (25, "Keywords"),
    (40, "Special Instructions"),
    (55, "Date Created"),
    (60, "Time Created"),
    (65, "Originating Program"),
    (80, "By-line"),
    (85, "By-line Title"),
    (90, "City"),
    (92, "Sub-location"),
    (95, "Province"),
    (100, "Country Code"),
    (101, "Country"),
    (103, "Original Transmission Reference"),
    (105, "Headline"),
    (110, "Credit"),
    (115, "Source"),
    (116, "Copyright Notice"),
    (120, "Caption"),
    (122, "Caption Writer"),
];
const MOST: usize = 200;

/// Of the blocks that Photoshop's segment is made of.
pub(super) fn tell(untrusted: &[u8], found: &mut Found<'_>) {
    let mut rest = untrusted;
    while let Some(block) = rest.strip_prefix(b"8BIM") {
        let Some((number, block)) = block.split_at_checked(2) else {
            return;
        };
        // A name with its length before it, both together even.
        let name = 1 + usize::from(block.first().copied().unwrap_or(0));
        let Some((length, block)) = block
            .get(name + name % 2..)
            .and_then(|block| block.split_at_checked(4))
        else {
            return;
        };
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let Some(content) = block.get(..length) else {
            return;
        };
        if number == [0x04, 0x04] {
            sets(content, found);
        }
        rest = block.get(length + length % 2..).unwrap_or_default();
    }
}

fn sets(untrusted: &[u8], found: &mut Found<'_>) {
    let mut rest = untrusted;
    for _ in 0..MOST {
        let [0x1C, record, set, high, low, after @ ..] = rest else {
            return;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some((text, next)) = after.split_at_checked(length) else {
            return;
        };
        rest = next;
        let name = NAMES.iter().find(|(number, _)| number == set);
        if let (2, Some((_, name))) = (*record, name) {
            let text = match std::str::from_utf8(text) {
                Ok(text) => text.to_owned(),
                Err(_) => text.iter().map(|byte| char::from(*byte)).collect(),
            };
            found.hide(HiddenKind::Metadata, &format!("IPTC {name}"), &text, 1);
        }
    }
}
