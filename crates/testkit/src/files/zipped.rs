use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Story, bitmap, mail, pdf, picture, plain};
use crate::municipality::Dice;

/// What a citizen sends when there is much: folders, Danish names and an archive in the archive.
pub(super) fn bundle(story: &Story, dice: &mut Dice) -> Vec<u8> {
    let nested = archive(&[
        ("Gamle mails/Første mail.eml", mail::message(story, dice)),
        ("læs mig.txt", plain::text(story)),
    ]);
    archive(&[
        ("Bilag 1 – brev.pdf", pdf::letter(story)),
        (
            "Billeder/køkken.png",
            picture::png(&bitmap::sketch(story, dice)),
        ),
        ("Udgifter/oversigt.csv", plain::csv(story)),
        ("Arkiv fra i fjor.zip", nested),
    ])
}

pub(super) fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let files: Vec<(&str, Vec<u8>, CompressionMethod)> = files
        .iter()
        .map(|(name, bytes)| (*name, bytes.clone(), CompressionMethod::Deflated))
        .collect();
    archive_with(&files)
}

#[expect(
    clippy::expect_used,
    reason = "writing to memory can only fail for lack of memory, which ends the program anyway"
)]
pub(super) fn archive_with(files: &[(&str, Vec<u8>, CompressionMethod)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in files {
        let options = SimpleFileOptions::default()
            .compression_method(*method)
            // The clock's time would make every run's bytes new.
            .last_modified_time(DateTime::default());
        writer
            .start_file(*name, options)
            .expect("written to memory");
        writer.write_all(bytes).expect("written to memory");
    }
    writer.finish().expect("written to memory").into_inner()
}
