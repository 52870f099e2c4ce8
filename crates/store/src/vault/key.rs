use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::StoreError;

/// The 32 bytes that open a store. Raw, so that opening costs milliseconds and no key derivation.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey([u8; KEY_BYTES]);

pub(crate) const KEY_BYTES: usize = 32;

impl StoreKey {
    pub fn generate() -> Result<Self, StoreError> {
        random_bytes().map(Self)
    }

    /// As the keyring keeps it.
    pub fn to_hex(&self) -> Zeroizing<String> {
        hex_of(&self.0)
    }

    pub fn from_hex(hex: &str) -> Option<Self> {
        bytes_of_hex(hex).map(Self)
    }

    pub(crate) fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// Tells whether a key fits without trying it on the database. A keyed hash of a constant says
    /// nothing about 256 random bits.
    pub(crate) fn fingerprint(&self) -> String {
        keyed_hash(&self.0, b"sagsbord store key fingerprint 1")
    }

    /// The value for `PRAGMA key` and `ATTACH … KEY`.
    pub(crate) fn to_sql(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("\"x'{}'\"", self.to_hex().as_str()))
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StoreKey(…)")
    }
}

pub(crate) fn random_bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Cryptography("no random bytes"))?;
    Ok(bytes)
}

/// HMAC-SHA256 in hex.
pub(crate) fn keyed_hash(key: &[u8; KEY_BYTES], content: &[u8]) -> String {
    // HMAC fills a short key up with zeroes; doing it here leaves nothing that can fail.
    let mut block = Zeroizing::new([0; 64]);
    block[..KEY_BYTES].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(content);
    let hash: [u8; 32] = mac.finalize().into_bytes().into();
    hex_of(&hash).to_string()
}

pub(crate) fn hex_of(bytes: &[u8]) -> Zeroizing<String> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hex = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        hex.push(char::from(DIGITS[usize::from(byte >> 4)]));
        hex.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    hex
}

pub(crate) fn bytes_of_hex<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let digits = hex.as_bytes();
    if digits.len() != N * 2 {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    Some(bytes)
}
