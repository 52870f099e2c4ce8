//! The room's behaviour, seen from outside: bytes in, bytes out.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of tests may stop the test"
)]

/// Files that lie in a file.
mod attachments;
/// Letter, list and acts in one file.
mod bundles;
/// What leads through a file: bookmarks, links to pages, page labels.
mod guides;
/// What lies in a file and is not seen on its pages.
mod hidden;
/// Files that mean harm.
mod hostile;
/// A file of many batches, held against its sources page by page.
mod joined;
/// Letters of our own.
mod letters;
/// Writes the small files the tests are about, one feature each.
mod made;
/// Pictures that become pages.
mod picture_pages;
/// Scanned pages: as small as they came, and as sharp.
mod pictures;
/// Words that were read in pictures of pages.
mod read_words;
/// What is read, and where it is said to stand.
mod reading;
/// What the new file is like otherwise.
mod redrawing;
/// What a screen reader finds in a file.
mod structure;
/// What is told of a page to who does not see it.
mod tags;
/// Many small files, each hiding a secret in its own way: none of it may come out.
mod torture;
/// A file open on a screen: parts of pages, and giving up.
mod viewing;
/// What the width of a mark tells.
mod widths;
