//! What crosses the pipe: a length, a head as JSON, a length, a payload.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A test's own runner may write on the same pipe before the worker begins.
pub(super) const BEGINS: &[u8; 16] = b"\x00sagsbord-reads\x00";

const LONGEST_HEAD: u64 = 512 << 20;

pub(super) fn send(to: &mut impl Write, head: &impl Serialize, payload: &[u8]) -> io::Result<()> {
    let head = serde_json::to_vec(head).map_err(io::Error::other)?;
    to.write_all(&(head.len() as u64).to_le_bytes())?;
    to.write_all(&(payload.len() as u64).to_le_bytes())?;
    to.write_all(&head)?;
    to.write_all(payload)
}

/// `None` at the end of the pipe, between two frames.
pub(super) fn receive<Head: DeserializeOwned>(
    from: &mut impl Read,
    longest_payload: u64,
) -> io::Result<Option<(Head, Vec<u8>)>> {
    let Some(head) = length(from)? else {
        return Ok(None);
    };
    let payload = length(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    if head > LONGEST_HEAD || payload > longest_payload {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let head = exactly(from, head)?;
    let payload = exactly(from, payload)?;
    let head = serde_json::from_slice(&head).map_err(io::Error::other)?;
    Ok(Some((head, payload)))
}

/// Grows with what really comes: a length is only a claim, which a page's picture is believed and not more.
fn exactly(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    const BELIEVED: u64 = 16 << 20;
    let mut bytes = Vec::with_capacity(length.min(BELIEVED) as usize);
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

fn length(from: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = [0; 8];
    let mut read = 0;
    while read < bytes.len() {
        match from.read(&mut bytes[read..]) {
            Ok(0) if read == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(more) => read += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(u64::from_le_bytes(bytes)))
}

/// Passes over what was written before the worker began.
pub(super) fn skip_to_begin(from: &mut impl Read) -> io::Result<()> {
    const MOST_PASSED_OVER: usize = 64 << 10;
    let mut last = [0; BEGINS.len()];
    for _ in 0..MOST_PASSED_OVER {
        let mut byte = [0];
        from.read_exact(&mut byte)?;
        last.rotate_left(1);
        last[BEGINS.len() - 1] = byte[0];
        if last == *BEGINS {
            return Ok(());
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}
