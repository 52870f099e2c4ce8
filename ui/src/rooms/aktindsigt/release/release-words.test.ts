import { expect, test } from "vitest";
import type { BundleDoubt, BundleVerification } from "../../../backend/contract";
import { doubtText, notAskedText, notesOf, outcomeText, outcomeTone, readerName, releaseProblem, shortPrint } from "./release-words";

test("every outcome of a delivery is told in words, and one that is newer stands as it is", () => {
  for (const outcome of ["written", "by_hand", "handed_in", "later", "exempt", "refused", "unknown", "failed"]) {
    expect(outcomeText({ outcome }), outcome).not.toBe(outcome);
    expect(outcomeTone({ outcome }), outcome).not.toBe("plain");
  }
  expect(outcomeText({ outcome: "by_pigeon" })).toBe("by_pigeon");
});

test("who looked, and who could not, is told as people know them", () => {
  for (const reader of ["strings", "shown", "engine", "across_pages", "tesseract"]) expect(readerName(reader), reader).not.toBe(reader);
  expect(readerName("pdftotext")).toBe("pdftotext");
  expect(notAskedText("mutool")).toBe("mutool");
  expect(notAskedText("tesseract: 12")).toBe("tesseract på side 12");
  expect(notAskedText("disk")).not.toBe("disk");
});

test("a doubt says where it is, what it is, who found it and what to do", () => {
  const doubt = (over: Partial<BundleDoubt>): BundleDoubt => ({ why: "still_read", number: 4, page: null, reader: null, count: 1, ...over });
  expect(doubtText(doubt({ reader: "pdftotext", count: 2 }))).toBe(
    "Akt 4: Noget, der er dækket, kan stadig læses. Dæk det på siden, og saml igen. Fundet af pdftotext 2 steder.",
  );
  expect(doubtText(doubt({ why: "mark_outside", page: 3 }))).toMatch(/^Akt 4, side 3: /);
  expect(doubtText(doubt({ why: "not_written", number: null }))).toMatch(/^Hele samlingen: /);
  expect(doubtText(doubt({ why: "something_new" }))).toContain("something_new");
  for (const why of ["still_read", "list_betrays", "still_there", "act_changed", "mark_outside", "page_broken", "too_slow", "password_needed"]) {
    expect(doubtText(doubt({ why })), why).not.toContain(why);
  }
});

test("what one should know of clean files is told, and nothing where there is nothing", () => {
  const clean: BundleVerification = {
    texts: 2,
    readers: [],
    notAsked: [],
    doubts: [],
    forbidden: [],
    streamsNotUnpacked: 0,
    pagesCheckedInParts: 0,
    brokenRules: [],
    coveredBeyond: 0,
    keptBeside: 0,
    pagesAsImages: 0,
    tellingMarks: 0,
  };
  expect(notesOf(clean)).toEqual([]);
  expect(notesOf({ ...clean, coveredBeyond: 1, keptBeside: 2, pagesAsImages: 3, tellingMarks: 4, streamsNotUnpacked: 5, pagesCheckedInParts: 6, brokenRules: ["7.1"] })).toHaveLength(7);
});

test("what the desk says no to is told in words that say what to do", () => {
  for (const problem of ["own_work", "changed_since", "not_approved", "in_doubt", "obstacles", "stopped", "no_such_folder", "no_number", "too_large", "recalled", "closed", "too_many", "not_here"]) {
    expect(releaseProblem(problem), problem).toMatch(/\.$/);
  }
});

test("a fingerprint is short enough to be compared by the eye", () => {
  expect(shortPrint("0123456789abcdef0123456789abcdef")).toBe("01234567…89abcdef");
  expect(shortPrint("ab")).toBe("ab");
});
