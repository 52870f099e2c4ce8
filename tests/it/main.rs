//! The one integration binary: use cases over a real encrypted store, without a window.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails says where"
)]

/// Who may see what: rights, reach, and what an outsider learns (nothing).
mod access;
/// Who reaches which case, as one table of people and cases over every road.
mod access_table;
/// Requests for access: registered, their rules and deadlines, and who sees them.
mod aktindsigt;
/// Requests for access that two work on at the same moment.
mod aktindsigt_at_once;
/// What is asked before the letter is written, and who answers for it.
mod aktindsigt_consistency;
/// A bundle whose building is killed again and again.
mod aktindsigt_faults;
/// Files of an intake on the list of a request.
mod aktindsigt_intake;
/// The list of a request: collected, decided about, put in order.
mod aktindsigt_items;
mod aktindsigt_killed;
/// The letters of a request: drafted, written on, checked, set.
mod aktindsigt_letter;
/// What is given by Digital Post, also where nothing was there to be given.
mod aktindsigt_post;
/// From decisions to what is given: approved, built, verified, released, called back.
mod aktindsigt_release;
/// The pages of a request: what is found on them, covered, kept, taken back, read.
mod aktindsigt_review;
/// The log: written with what it tells of, and broken by every change.
mod audit;
/// Deadlines for a calendar outside the program.
mod calendar_file;
/// A case of ours gets another subject, other people: who sees it then, and what is told of it.
mod case_moves;
/// A case of ours: made, changed by two at once, related, its timeline and its log.
mod case_page;
/// Lists, words, CPR numbers, documents, over the demo municipality.
mod cases;
/// The list of deadlines as a file for a spreadsheet.
mod deadline_export;
/// The municipality's own rules and closing days, and what they move.
mod deadline_law;
/// What is left before a deadline, the forecast, and the drafted letter.
mod deadline_work;
/// Deadlines: lists within reach, the log of each, and how its day came about.
mod deadlines;
/// The deadlines of one case: what a change would make of them, parts, broken duties.
mod deadlines_of_a_case;
/// What lies on the desks of the demo municipality on its first day.
mod demo;
/// A document's pages, searched and noted on.
mod document_reader;
/// The index at the desk: who sees what, the gate, what a person decides, the dry run, the watch.
mod index_connection;
mod index_desk;
/// Background work: progress, cancel, and going on after a stop.
mod jobs;
/// The journal of a case: drafts that are never lost, notes that never change.
mod journal;
/// The program that the tests of `key_service` start.
#[cfg(target_os = "linux")]
mod key_probe;
/// The system's own key service, where there is one to try it on.
#[cfg(target_os = "linux")]
mod key_service;
/// Min dag: what is due, what is new, what waits, each once.
mod my_day;
/// From a folder to an open store, in every state of the key service.
mod opening;
/// The municipality's units, fetched: who reaches what follows them.
mod organisation_units;
/// Text and titles checked, the word list with its versions.
mod quality_check;
/// Lists under names of one's own.
mod saved_filters;
/// Finding anything, wherever it stands: ranked, marked, slips put right, nobody out of reach.
mod search;
/// The same over a table of what people type.
mod search_relevance;
/// Passwords, throttling, locking.
mod session;
/// Defaults and differences.
mod settings;
/// Backup, restore, new keys.
mod storage;
/// Tasks: who sees them, what becomes of them, how their days are counted.
mod tasks;
/// Letters and forms from templates: filled, checked, and made as PDF and Word.
mod templates;
/// Warnings before a deadline runs out: once each, and never in quiet hours.
mod warnings;

/// Taken out of the shared index, and never told of again.
mod index_about;
mod index_removal;
/// Files taken in, each accounted for, over stops and restarts.
mod intake;
/// Decisions stay with what they were made about, whatever a later program reads.
mod intake_decisions;
/// Files of an intake put on their case, as a list beside them says.
mod intake_filing;
mod intake_helper;
/// An intake taken away, with all that was read of it.
mod intake_removal;
/// Mails put together, and decided about with their quotations.
mod intake_threads;
/// The plan of subjects and actions, fetched or loaded.
mod kle_plan;
/// Letters by Digital Post: sent once, and followed to their end.
mod letters;
/// The same, when the program is ended in the middle, again and again.
mod letters_killed;
/// Systems with a web API, described by a mapping: joined, asked, in trouble.
mod mapped_sources;
/// Secrets in every corner of many files, and everybody who reads what is released.
mod planted;
/// Events of the platform's, from a real broker into the store.
mod platform_events;
/// The same, when the program is ended in the middle, again and again.
mod platform_events_killed;
/// What is ours in the shared index, and what goes wrong on the way there.
mod shared_index;
/// The same, when the program is ended in the middle, again and again.
mod shared_index_killed;
/// Where cases come from: each source answers for itself.
mod sources;
mod support;
