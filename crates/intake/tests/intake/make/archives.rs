use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{AesMode, ZipWriter};

pub(crate) type Parts<'a> = &'a [(&'a str, Vec<u8>)];

pub(crate) fn zipped(parts: Parts<'_>) -> Vec<u8> {
    written(parts, SimpleFileOptions::default())
}

/// Its parts lie in it as they are.
pub(crate) fn zipped_unpacked(parts: Parts<'_>) -> Vec<u8> {
    let as_they_are =
        SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    written(parts, as_they_are)
}

pub(crate) fn zipped_and_locked(parts: Parts<'_>, password: &'static str) -> Vec<u8> {
    written(
        parts,
        SimpleFileOptions::default().with_aes_encryption(AesMode::Aes256, password),
    )
}

fn written(parts: Parts<'_>, options: SimpleFileOptions) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let put = archive
            .start_file(*name, options)
            .map(|()| archive.write_all(bytes));
        assert!(matches!(put, Ok(Ok(()))), "{name} could not be zipped");
    }
    match archive.finish() {
        Ok(bytes) => bytes.into_inner(),
        Err(error) => unreachable!("{error}"),
    }
}

pub(crate) fn seven_zipped(parts: Parts<'_>) -> Vec<u8> {
    let Ok(mut archive) = sevenz_rust2::ArchiveWriter::new(Cursor::new(Vec::new())) else {
        unreachable!("an archive in memory can be begun")
    };
    for (name, bytes) in parts {
        let entry = sevenz_rust2::ArchiveEntry::new_file(name);
        let put = archive.push_archive_entry(entry, Some(Cursor::new(bytes.clone())));
        assert!(put.is_ok(), "{name} could not be packed");
    }
    match archive.finish() {
        Ok(bytes) => bytes.into_inner(),
        Err(error) => unreachable!("{error}"),
    }
}
