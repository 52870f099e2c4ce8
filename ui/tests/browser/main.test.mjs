// The screens in a real browser against the real use cases. One process, so that the browser and the demo
// municipality are made once. `SAGSBORD_CLI` names the development backend, `CHROMIUM` the browser.
import { after } from "node:test";
import { closeBrowser } from "./browser.mjs";
import { removeDemoStore } from "./development-backend.mjs";

after(async () => {
  await closeBrowser();
  await removeDemoStore();
});

// First start: a passphrase, the first administrator, and the way back in.
await import("./cases/first-start.mjs");
// Wrong passwords, waiting, and the password that must be changed.
await import("./cases/sign-in.mjs");
// Each role sees its rooms, and only those.
await import("./cases/rooms.mjs");
// Everything by the keyboard alone.
await import("./cases/keyboard.mjs");
// Language, theme, text size: at once, and remembered.
await import("./cases/look.mjs");
// The lock lies over the work and gives it back.
await import("./cases/lock.mjs");
// Long lists scroll, and a million rows break nothing.
await import("./cases/long-lists.mjs");
// Min dag: its parts, walked and done by the keyboard.
await import("./cases/my-day.mjs");
// Cases, documents, links, back and forward.
await import("./cases/cases.mjs");
// Ctrl+K and the page Søg: people, cases, documents; nothing of what is out of reach.
await import("./cases/search-everywhere.mjs");
// Everything about one person: across systems, covered addresses, who has looked.
await import("./cases/citizen.mjs");
// Emergencies and their review, colleagues let in, who is disqualified, teams across units.
await import("./cases/access-by-name.mjs");
// A case as a page of its own: its parts, changes by two at once, a new one, its documents read.
await import("./cases/case-page.mjs");
// The journal: kept while one types, checked beside, never changed afterwards.
await import("./cases/journal.mjs");
// A case's deadlines: each act by keyboard, the day explained, what goes wrong.
await import("./cases/deadline-panel.mjs");
// What is left before a deadline, and when it will be done.
await import("./cases/deadline-work.mjs");
// Deadlines: spans, groups, saved filters, files.
await import("./cases/deadlines-room.mjs");
// Tasks: made, ticked, waiting, done and undone; of a case, of a document, of a team.
await import("./cases/tasks.mjs");
// Requests for access: registered, collected, decided about row by row, by two at once, five thousand long.
await import("./cases/aktindsigt-request.mjs");
// Letters from templates: filled, checked, kept; templates of the municipality's own.
await import("./cases/templates.mjs");
// The pages of a request reviewed: findings answered, marks by words and frames, everywhere, taken back.
await import("./cases/aktindsigt-review.mjs");
// What is to be looked at before the letter: doubts looked at, come back from, answered for.
await import("./cases/aktindsigt-check.mjs");
// The letter of a request: drafted, written by two, behind other decisions, set.
await import("./cases/aktindsigt-letter.mjs");
// What is decided on its road to whoever asked: approved, stopped, built, looked at, given, called back.
await import("./cases/aktindsigt-release.mjs");
// Files from outside: the doors, each with its end, choices and their undoing, ten thousand of them.
await import("./cases/intake.mjs");
// What files hide, mail heads, scanned pages, pause: with real files of each.
await import("./cases/intake-hidden.mjs");
// Mails put together, decided about with their quotations; a wrong intake taken away.
await import("./cases/intake-threads.mjs");
// Files that were taken in become documents of their case.
await import("./cases/intake-filing.mjs");
// Text checked while it is written, files, the word list and its versions.
await import("./cases/quality-check.mjs");
// The shared index with the stand-in beside it: connected, dry run, held, mended, published, parked, compared.
await import("./cases/index-room.mjs");
// Systems joined by a mapping: faults at their lines, tried, asked, one that hangs.
await import("./cases/sources.mjs");
// Rules and closing days changed in the window, and what moves by it.
await import("./cases/deadline-law.mjs");
// People and access, backup, key, audit chain.
await import("./cases/administration.mjs");
// The backend dies, a screen breaks: never a white window.
await import("./cases/faults.mjs");
// axe on every screen in every theme, and a picture of each.
await import("./cases/accessibility.mjs");
// The same for one entrance with real data in it, by day and by night, in Danish and English.
await import("./cases/accessibility-entrance.mjs");
