import { describe, expect, it } from "vitest";
import { largestFile, readTextFile } from "./read-text-file";

const bytes = (...values: number[]) => new Uint8Array(values);

describe("readTextFile", () => {
  it("reads Danish text in the encodings municipalities have", () => {
    const utf8 = new TextEncoder().encode("blåbærgrød");
    expect(readTextFile(utf8)).toEqual({ text: "blåbærgrød", encoding: "utf-8" });
    expect(readTextFile(bytes(0x62, 0x6c, 0xe5))).toEqual({ text: "blå", encoding: "windows-1252" });
    expect(readTextFile(bytes(0xff, 0xfe, 0xe5, 0x00))).toEqual({ text: "å", encoding: "utf-16" });
    expect(readTextFile(bytes(0xfe, 0xff, 0x00, 0xe5))).toEqual({ text: "å", encoding: "utf-16" });
  });

  it("says so when it is no text, or too much of it", () => {
    expect(readTextFile(bytes(0x50, 0x4b, 3, 4, 0, 0))).toEqual({ problem: "not_text" });
    expect(readTextFile(bytes(0x89, 1, 2, 3, 4, 0xe5))).toEqual({ problem: "not_text" });
    expect(readTextFile(new Uint8Array(largestFile + 1))).toEqual({ problem: "too_large" });
  });
});
