//! The key under a passphrase, for machines without a keyring and for backups.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::durable::{remove_if_there, write_atomically};
use super::folder::FolderState;
use super::key::{KEY_BYTES, StoreKey, bytes_of_hex, hex_of, keyed_hash, random_bytes};
use super::rotate::KeyKeeper;
use super::store::{Store, blocking};
use crate::{Damage, StoreError};

impl Store {
    /// Whether the key lies in the folder under a passphrase.
    pub fn has_passphrase(folder: &Path) -> bool {
        envelope_file(folder).exists()
    }

    /// Puts the key under a passphrase beside the store. Do it before the store is created: a store
    /// whose key was never kept cannot be opened again. Refused where a store has an envelope.
    pub async fn create_envelope(
        folder: &Path,
        key: &StoreKey,
        passphrase: Zeroizing<String>,
    ) -> Result<(), StoreError> {
        let (folder, key) = (folder.to_path_buf(), key.clone());
        blocking(move || {
            super::open::create_private_folder(&folder)?;
            if Store::has_passphrase(&folder) && FolderState::of(&folder)? != FolderState::Empty {
                return Err(StoreError::StoreExists);
            }
            Envelope::seal(&key, &passphrase)?.write(&envelope_file(&folder))?;
            remove_if_there(&changing_file(&folder))
        })
        .await
    }

    /// The keys that may open the store, for `open_with_candidates`: two when a change was cut
    /// short, whichever of the two passphrases is given. Takes a few tenths of a second and 64 MiB,
    /// on purpose.
    pub async fn open_envelope(
        folder: &Path,
        passphrase: Zeroizing<String>,
    ) -> Result<Vec<StoreKey>, StoreError> {
        let folder = folder.to_path_buf();
        blocking(move || {
            let current = Envelope::read(&envelope_file(&folder))?;
            let changing = match Changing::read(&folder) {
                Ok(changing) => changing,
                // It was being written when the machine stopped: nothing depends on it yet.
                Err(StoreError::NoEnvelope | StoreError::Damaged(_)) => {
                    return Ok(vec![current.open(&passphrase)?]);
                }
                Err(error) => return Err(error),
            };
            match current.open(&passphrase) {
                Ok(old) => {
                    let new = changing.new_by_old.open(&old)?;
                    Ok(vec![old, new])
                }
                Err(StoreError::PassphraseWrong) => {
                    let new = changing.envelope.open(&passphrase)?;
                    Ok(vec![changing.old_by_new.open(&new)?, new])
                }
                Err(error) => Err(error),
            }
        })
        .await
    }

    /// After opening: the change that was cut short is completed, or forgotten if the first of the
    /// two keys fitted. Only the passphrase that belongs to the fitting key opens the store then.
    pub async fn settle_envelope(folder: &Path, fitting: usize) -> Result<(), StoreError> {
        let folder = folder.to_path_buf();
        blocking(move || {
            if fitting == 0 {
                remove_if_there(&changing_file(&folder))
            } else {
                settle_on_new(&folder)
            }
        })
        .await
    }

    /// Another passphrase, and with it another key: a copy of the old envelope opens nothing any more.
    pub async fn change_passphrase(
        &self,
        current: Zeroizing<String>,
        new: Zeroizing<String>,
    ) -> Result<(), StoreError> {
        let folder = self.folder().to_path_buf();
        let (key, changing) = {
            let folder = folder.clone();
            blocking(move || {
                let old = Envelope::read(&envelope_file(&folder))?.open(&current)?;
                let key = StoreKey::generate()?;
                let changing = Changing::between(&old, &key, &new)?;
                Ok((key, changing))
            })
            .await?
        };
        self.rotate_key(&key, &EnvelopeKeeper { folder, changing })
            .await
    }
}

/// Keeps both keys in the folder while the store's key is changed.
struct EnvelopeKeeper {
    folder: PathBuf,
    changing: Changing,
}

impl KeyKeeper for EnvelopeKeeper {
    fn begin(&self, _old: &StoreKey, _new: &StoreKey) -> Result<(), StoreError> {
        self.changing.write(&self.folder)
    }

    fn finish(&self, only: &StoreKey) -> Result<(), StoreError> {
        if self.changing.new_fingerprint == only.fingerprint() {
            settle_on_new(&self.folder)
        } else {
            remove_if_there(&changing_file(&self.folder))
        }
    }
}

fn settle_on_new(folder: &Path) -> Result<(), StoreError> {
    match Changing::read(folder) {
        Ok(changing) => {
            // The envelope alone: what leads from the old key to the new one must not stay.
            changing.envelope.write(&envelope_file(folder))?;
            remove_if_there(&changing_file(folder))
        }
        Err(StoreError::NoEnvelope) => Ok(()),
        Err(error) => Err(error),
    }
}

/// `key.changing.json`: the new envelope, and each key under the other, so that during the change
/// either passphrase finds both keys.
#[derive(Serialize, Deserialize)]
pub(super) struct Changing {
    envelope: Envelope,
    new_fingerprint: String,
    old_by_new: SealedKey,
    new_by_old: SealedKey,
}

impl Changing {
    pub(super) fn between(
        old: &StoreKey,
        new: &StoreKey,
        new_passphrase: &str,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            envelope: Envelope::seal(new, new_passphrase)?,
            new_fingerprint: new.fingerprint(),
            old_by_new: SealedKey::seal(old, &wrapping_by(new))?,
            new_by_old: SealedKey::seal(new, &wrapping_by(old))?,
        })
    }

    fn read(folder: &Path) -> Result<Self, StoreError> {
        let changing: Self = read_json(&changing_file(folder))?;
        changing.envelope.check()?;
        Ok(changing)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        write_json(&changing_file(folder), self)
    }
}

impl SealedKey {
    fn open(&self, other: &StoreKey) -> Result<StoreKey, StoreError> {
        self.unseal(&wrapping_by(other))
            .ok_or(StoreError::Damaged(Damage::Envelope))
    }
}

/// A key for sealing, not the store's key itself: one key, one use.
fn wrapping_by(key: &StoreKey) -> Zeroizing<[u8; KEY_BYTES]> {
    let derived = Zeroizing::new(keyed_hash(key.as_bytes(), b"sagsbord key under key 1"));
    Zeroizing::new(bytes_of_hex(&derived).unwrap_or_default())
}

fn envelope_file(folder: &Path) -> PathBuf {
    folder.join(ENVELOPE_FILE)
}

fn changing_file(folder: &Path) -> PathBuf {
    folder.join(CHANGING_FILE)
}

pub(crate) const ENVELOPE_FILE: &str = "key.json";
pub(crate) const CHANGING_FILE: &str = "key.changing.json";

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Envelope {
    format: String,
    version: u32,
    kdf: String,
    cost: Cost,
    salt: String,
    key: SealedKey,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct SealedKey {
    nonce: String,
    sealed: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    const OURS: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };
    /// A hostile file may ask for more than the machine has; it gets at most this.
    const MOST: Self = Self {
        memory_kib: 256 * 1024,
        passes: 10,
        lanes: 4,
    };

    fn is_acceptable(self) -> bool {
        self.memory_kib <= Self::MOST.memory_kib
            && self.passes <= Self::MOST.passes
            && self.lanes <= Self::MOST.lanes
    }
}

const FORMAT: &str = "sagsbord-key";
const VERSION: u32 = 1;
const KDF: &str = "argon2id";
const MAX_ENVELOPE_BYTES: u64 = 16 * 1024;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const SEALED_BYTES: usize = KEY_BYTES + 16;

impl Envelope {
    pub(crate) fn seal(key: &StoreKey, passphrase: &str) -> Result<Self, StoreError> {
        let salt: [u8; SALT_BYTES] = random_bytes()?;
        Ok(Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            kdf: KDF.to_owned(),
            cost: Cost::OURS,
            salt: hex_of(&salt).to_string(),
            key: SealedKey::seal(key, &*derive(passphrase, &salt, Cost::OURS)?)?,
        })
    }

    pub(crate) fn open(&self, passphrase: &str) -> Result<StoreKey, StoreError> {
        let damaged = || StoreError::Damaged(Damage::Envelope);
        let salt: [u8; SALT_BYTES] = bytes_of_hex(&self.salt).ok_or_else(damaged)?;
        if !self.key.is_well_formed() {
            return Err(damaged());
        }
        self.key
            .unseal(&*derive(passphrase, &salt, self.cost)?)
            .ok_or(StoreError::PassphraseWrong)
    }

    pub(crate) fn read(path: &Path) -> Result<Self, StoreError> {
        let envelope: Self = read_json(path)?;
        envelope.check()?;
        Ok(envelope)
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.format == FORMAT && self.version > VERSION {
            return Err(StoreError::Newer {
                found: i64::from(self.version),
                known: i64::from(VERSION),
            });
        }
        if self.format != FORMAT || self.kdf != KDF || !self.cost.is_acceptable() {
            return Err(StoreError::Damaged(Damage::Envelope));
        }
        Ok(())
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), StoreError> {
        write_json(path, self)
    }
}

impl SealedKey {
    fn seal(key: &StoreKey, wrapping: &[u8; KEY_BYTES]) -> Result<Self, StoreError> {
        let nonce: [u8; NONCE_BYTES] = random_bytes()?;
        let sealed = XChaCha20Poly1305::new(wrapping.into())
            .encrypt(
                (&nonce).into(),
                Payload {
                    msg: key.as_bytes(),
                    aad: FORMAT.as_bytes(),
                },
            )
            .map_err(|_| StoreError::Cryptography("sealing the key failed"))?;
        Ok(Self {
            nonce: hex_of(&nonce).to_string(),
            sealed: hex_of(&sealed).to_string(),
        })
    }

    fn is_well_formed(&self) -> bool {
        bytes_of_hex::<NONCE_BYTES>(&self.nonce).is_some()
            && bytes_of_hex::<SEALED_BYTES>(&self.sealed).is_some()
    }

    /// `None` when it was sealed with another key, or altered: the two cannot be told apart.
    fn unseal(&self, wrapping: &[u8; KEY_BYTES]) -> Option<StoreKey> {
        let nonce: [u8; NONCE_BYTES] = bytes_of_hex(&self.nonce)?;
        let sealed: [u8; SEALED_BYTES] = bytes_of_hex(&self.sealed)?;
        let payload = Payload {
            msg: &sealed,
            aad: FORMAT.as_bytes(),
        };
        let opened = XChaCha20Poly1305::new(wrapping.into()).decrypt((&nonce).into(), payload);
        let opened = Zeroizing::new(opened.ok()?);
        opened.as_slice().try_into().ok().map(StoreKey::from_bytes)
    }
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(StoreError::NoEnvelope),
        Err(error) => return Err(error.into()),
    };
    let mut untrusted = Vec::new();
    file.take(MAX_ENVELOPE_BYTES).read_to_end(&mut untrusted)?;
    serde_json::from_slice(&untrusted).map_err(|_| StoreError::Damaged(Damage::Envelope))
}

fn write_json<T: Serialize>(path: &Path, content: &T) -> Result<(), StoreError> {
    let text =
        serde_json::to_vec_pretty(content).map_err(|error| StoreError::File(error.into()))?;
    write_atomically(path, &text)
}

fn derive(
    passphrase: &str,
    salt: &[u8],
    cost: Cost,
) -> Result<Zeroizing<[u8; KEY_BYTES]>, StoreError> {
    // One keyboard sends "å" as one character, another as two: both are the same passphrase.
    let passphrase: Zeroizing<String> = Zeroizing::new(passphrase.nfc().collect());
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(KEY_BYTES))
        .map_err(|_| StoreError::Damaged(Damage::Envelope))?;
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| StoreError::Cryptography("Argon2id refused its parameters"))?;
    Ok(key)
}
