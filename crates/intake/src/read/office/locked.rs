//! Files that open with a password only, told by what each format says of itself.

use std::io::{Cursor, Read};

/// Of a manifest, and of the streams of the older formats, what says whether they are locked stands first.
const LOOKED_AT: u64 = 4 << 20;

pub(super) fn is_locked(untrusted: &[u8]) -> bool {
    if let Ok(mut compound) = cfb::CompoundFile::open(Cursor::new(untrusted)) {
        return compound.exists("/EncryptedPackage")
            || old_word_is_locked(&mut compound)
            || old_excel_is_locked(&mut compound)
            || old_powerpoint_is_locked(&mut compound);
    }
    open_document_is_locked(untrusted)
}

type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

fn start_of(compound: &mut Compound<'_>, path: &str, most: u64) -> Option<Vec<u8>> {
    let stream = compound.open_stream(path).ok()?;
    let mut bytes = Vec::new();
    stream.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A bit in the block that a document begins with.
fn old_word_is_locked(compound: &mut Compound<'_>) -> bool {
    start_of(compound, "/WordDocument", 12)
        .and_then(|start| Some(start.get(11)? & 1 == 1))
        .unwrap_or(false)
}

/// A record among the first ones: each has a number, a length and so many bytes.
fn old_excel_is_locked(compound: &mut Compound<'_>) -> bool {
    const LOCKED: u16 = 0x2F;
    const RECORDS_LOOKED_AT: usize = 20;
    let Some(start) =
        start_of(compound, "/Workbook", 64 << 10).or_else(|| start_of(compound, "/Book", 64 << 10))
    else {
        return false;
    };
    let mut rest = start.as_slice();
    for _ in 0..RECORDS_LOOKED_AT {
        let [kind_low, kind_high, length_low, length_high, after @ ..] = rest else {
            return false;
        };
        if u16::from_le_bytes([*kind_low, *kind_high]) == LOCKED {
            return true;
        }
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        rest = after.get(length..).unwrap_or_default();
    }
    false
}

/// Said in the stream that names the last user.
fn old_powerpoint_is_locked(compound: &mut Compound<'_>) -> bool {
    const LOCKED: [u8; 4] = 0xF3D1_C4DF_u32.to_le_bytes();
    start_of(compound, "/Current User", 16).is_some_and(|start| start.get(12..16) == Some(&LOCKED))
}

fn open_document_is_locked(untrusted: &[u8]) -> bool {
    const SAYS_SO: &[u8] = b":encryption-data";
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(untrusted)) else {
        return false;
    };
    let Ok(manifest) = archive.by_name("META-INF/manifest.xml") else {
        return false;
    };
    let mut bytes = Vec::new();
    // What cannot be read to its end is judged by what was read.
    let _ = manifest.take(LOOKED_AT).read_to_end(&mut bytes);
    bytes.windows(SAYS_SO.len()).any(|window| window == SAYS_SO)
}
