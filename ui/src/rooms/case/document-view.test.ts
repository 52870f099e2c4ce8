import { expect, test } from "vitest";
import { decodeText, maxTextBytes, viewOf } from "./document-view";

test("only pictures and plain text are shown, whatever the name says", () => {
  const check = (mediaType: string | null, expected: string, bytes = 100) =>
    expect(viewOf(mediaType, bytes), String(mediaType)).toBe(expected);
  check("image/png", "picture");
  check("IMAGE/JPEG", "picture");
  check("image/svg+xml", "none");
  check("text/plain; charset=utf-8", "text");
  check("text/html", "text");
  check("text/plain", "none", maxTextBytes + 1);
  check("application/pdf", "none");
  check(null, "none");
});

test("Danish letters survive old and new files", () => {
  const bytes = (values: number[]) => new Uint8Array(values).buffer;
  expect(decodeText(new TextEncoder().encode("blåbærgrød").buffer as ArrayBuffer)).toBe("blåbærgrød");
  expect(decodeText(bytes([0x62, 0x6c, 0xe5, 0x62, 0xe6, 0x72]))).toBe("blåbær");
});
