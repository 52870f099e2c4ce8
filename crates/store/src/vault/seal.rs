//! Sealed files: XChaCha20-Poly1305 in chunks, chained by the STREAM construction.
//!
//! Chunk number and "this is the last" are part of each nonce, so that chunks cannot be swapped,
//! left out or cut off unnoticed. A file is read and written in 64 KiB steps, whatever its size.

use std::io::{self, Read, Write};

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::KeyInit;
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::key::{KEY_BYTES, random_bytes};
use crate::StoreError;

const MARK: &[u8; 4] = b"SGB1";
/// XChaCha20's 24 bytes without STREAM's counter and last-chunk flag.
const NONCE_BYTES: usize = 19;
const CHUNK_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sealed {
    pub(crate) sha256: [u8; 32],
    pub(crate) bytes: u64,
}

pub(crate) fn sealed_length(bytes: u64) -> u64 {
    let chunks = bytes.div_ceil(CHUNK_BYTES as u64).max(1);
    (MARK.len() + NONCE_BYTES) as u64 + bytes + chunks * TAG_BYTES as u64
}

/// The key must be fresh or the nonce would be the only thing between two contents.
pub(crate) fn seal(
    key: &[u8; KEY_BYTES],
    content: &mut dyn Read,
    limit: u64,
    output: &mut dyn Write,
) -> Result<Sealed, StoreError> {
    let nonce: [u8; NONCE_BYTES] = random_bytes()?;
    let mut encryptor: EncryptorBE32<XChaCha20Poly1305> =
        EncryptorBE32::from_aead(XChaCha20Poly1305::new(key.into()), (&nonce).into());
    output.write_all(MARK)?;
    output.write_all(&nonce)?;

    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut chunk = Vec::with_capacity(CHUNK_BYTES + TAG_BYTES);
    let mut following = Vec::with_capacity(CHUNK_BYTES + TAG_BYTES);
    read_up_to(content, CHUNK_BYTES, &mut chunk)?;
    loop {
        bytes += chunk.len() as u64;
        if bytes > limit {
            chunk.zeroize();
            return Err(StoreError::BlobTooLarge { limit });
        }
        hash.update(&chunk);
        read_up_to(content, CHUNK_BYTES, &mut following)?;
        if following.is_empty() {
            break;
        }
        encryptor
            .encrypt_next_in_place(MARK, &mut chunk)
            .map_err(|_| StoreError::Cryptography("sealing failed"))?;
        output.write_all(&chunk)?;
        std::mem::swap(&mut chunk, &mut following);
    }
    encryptor
        .encrypt_last_in_place(MARK, &mut chunk)
        .map_err(|_| StoreError::Cryptography("sealing failed"))?;
    output.write_all(&chunk)?;
    Ok(Sealed {
        sha256: hash.finalize().into(),
        bytes,
    })
}

/// `None` when the file is not what was sealed with this key. `sink` may then have seen a part.
pub(crate) fn unseal(
    key: &[u8; KEY_BYTES],
    untrusted: &mut dyn Read,
    sink: &mut dyn FnMut(&[u8]),
) -> Result<Option<()>, StoreError> {
    let mut start = Vec::new();
    read_up_to(untrusted, MARK.len() + NONCE_BYTES, &mut start)?;
    let Some(nonce) = start
        .strip_prefix(MARK)
        .and_then(|nonce| <&[u8; NONCE_BYTES]>::try_from(nonce).ok())
    else {
        return Ok(None);
    };
    let mut decryptor: DecryptorBE32<XChaCha20Poly1305> =
        DecryptorBE32::from_aead(XChaCha20Poly1305::new(key.into()), nonce.into());

    let mut chunk = Vec::with_capacity(CHUNK_BYTES + TAG_BYTES);
    let mut following = Vec::with_capacity(CHUNK_BYTES + TAG_BYTES);
    read_up_to(untrusted, CHUNK_BYTES + TAG_BYTES, &mut chunk)?;
    loop {
        read_up_to(untrusted, CHUNK_BYTES + TAG_BYTES, &mut following)?;
        if following.is_empty() {
            break;
        }
        if decryptor.decrypt_next_in_place(MARK, &mut chunk).is_err() {
            return Ok(None);
        }
        sink(&chunk);
        std::mem::swap(&mut chunk, &mut following);
    }
    if decryptor.decrypt_last_in_place(MARK, &mut chunk).is_err() {
        return Ok(None);
    }
    sink(&chunk);
    chunk.zeroize();
    following.zeroize();
    Ok(Some(()))
}

/// Fills `buffer` anew; short only at the end.
fn read_up_to(input: &mut dyn Read, most: usize, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    input.take(most as u64).read_to_end(buffer)?;
    Ok(())
}
