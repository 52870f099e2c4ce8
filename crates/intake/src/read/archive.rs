//! Archives: each part becomes a file of its own. A part that lies about its size is stopped while it unpacks.

use std::io::{Cursor, Read};

use sevenz_rust2::{ArchiveReader, Password};

use super::{OutsideFile, Step, Unreadable};
use crate::reading::ChildRole;
use crate::{Found, Kind, WhyUnreadable};

pub(super) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    match file.kind {
        Kind::SevenZ => seven_z(file, found)?,
        _ => zip(file, found)?,
    }
    Ok(Step::Container)
}

/// No packing makes text so small; what claims it is made to fill a disk.
const FIRST_BYTES_ANY_RATIO: u64 = 1 << 20;

fn zip(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file.bytes)).map_err(damaged)?;
    if archive.len() > found.limits.container_parts {
        return Err(WhyUnreadable::TooManyParts.into());
    }
    if archive.is_empty() {
        return Err(WhyUnreadable::Empty.into());
    }
    for at in 0..archive.len() {
        let opened = match file.password {
            Some(password) => archive.by_index_decrypt(at, password.as_bytes()),
            None => archive.by_index(at),
        };
        let mut part = match opened {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(text))
                if text == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                return Err(WhyUnreadable::NeedsPassword.into());
            }
            Err(zip::result::ZipError::InvalidPassword) => {
                return Err(WhyUnreadable::WrongPassword.into());
            }
            Err(_) => {
                let name = format!("del {}", at + 1);
                found.lost_child(&name, ChildRole::Part, WhyUnreadable::Damaged)?;
                continue;
            }
        };
        if part.is_dir() {
            continue;
        }
        let name = name_of(part.name_raw());
        if part.is_symlink() {
            // It would name a file of this machine.
            found.lost_child(&name, ChildRole::Part, WhyUnreadable::UnknownKind)?;
            continue;
        }
        let most = most_of(part.compressed_size(), found);
        match unpack(&mut part, most) {
            Ok(bytes) => found.child(&name, ChildRole::Part, bytes)?,
            Err(why) => found.lost_child(&name, ChildRole::Part, why)?,
        }
    }
    Ok(())
}

fn damaged(_: zip::result::ZipError) -> Unreadable {
    WhyUnreadable::Damaged.into()
}

fn most_of(packed: u64, found: &Found<'_>) -> u64 {
    packed
        .saturating_mul(found.limits.unpacked_ratio)
        .saturating_add(FIRST_BYTES_ANY_RATIO)
        .min(found.limits.file_bytes)
}

/// Reads one byte more than it may have, to know that there is more.
fn unpack(part: impl Read, most: u64) -> Result<Vec<u8>, WhyUnreadable> {
    let mut bytes = Vec::new();
    match part.take(most + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > most => Err(WhyUnreadable::UnpacksToTooMuch),
        Ok(_) => Ok(bytes),
        Err(_) => Err(WhyUnreadable::Damaged),
    }
}

/// Danish Windows writes names of old archives in code page 850, where the letters æøå are other bytes.
fn name_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => raw.iter().map(|byte| code_page_850(*byte)).collect(),
    }
}

fn code_page_850(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
        └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";
    match byte {
        0..0x80 => char::from(byte),
        _ => UPPER.chars().nth(usize::from(byte - 0x80)).unwrap_or('_'),
    }
}

fn seven_z(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let password = file.password.map_or_else(Password::empty, Password::from);
    let mut archive = ArchiveReader::new(Cursor::new(file.bytes), password)
        .map_err(|error| why_not(&error, file))?;
    // A thread more would be one that the bounds of this one do not reach.
    archive.set_thread_count(1);
    if archive.archive().files.len() > found.limits.container_parts {
        return Err(WhyUnreadable::TooManyParts.into());
    }
    if archive.archive().files.is_empty() {
        return Err(WhyUnreadable::Empty.into());
    }
    let most = most_of(file.bytes.len() as u64, found);
    let mut stopped = None;
    let read = archive.for_each_entries(|entry, part| {
        if stopped.is_some() || entry.is_directory() {
            return Ok(stopped.is_none());
        }
        let told = match unpack(part, most) {
            Ok(bytes) => found.child(entry.name(), ChildRole::Part, bytes),
            Err(WhyUnreadable::Damaged) if file.password.is_some() => {
                Err(WhyUnreadable::WrongPassword)
            }
            Err(why) => found.lost_child(entry.name(), ChildRole::Part, why),
        };
        stopped = told.err();
        Ok(stopped.is_none())
    });
    match (stopped, read) {
        (Some(why), _) => Err(why.into()),
        (None, Err(error)) => Err(why_not(&error, file)),
        (None, Ok(())) => Ok(()),
    }
}

fn why_not(error: &sevenz_rust2::Error, file: &OutsideFile<'_>) -> Unreadable {
    use sevenz_rust2::Error;
    match error {
        Error::PasswordRequired => WhyUnreadable::NeedsPassword,
        Error::MaybeBadPassword(_) if file.password.is_some() => WhyUnreadable::WrongPassword,
        Error::MaybeBadPassword(_) => WhyUnreadable::NeedsPassword,
        // A head that was read with the wrong key is noise.
        _ if file.password.is_some() => WhyUnreadable::WrongPassword,
        Error::MaxMemLimited { .. } => WhyUnreadable::TookTooMuchMemory,
        Error::UnsupportedCompressionMethod(_) => WhyUnreadable::UnknownKind,
        _ => WhyUnreadable::Damaged,
    }
    .into()
}
