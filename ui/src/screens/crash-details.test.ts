import { expect, test } from "vitest";
import { crashDetails } from "./crash-details";

test("the details name the place in the program and nothing that was shown", () => {
  const thrown = new TypeError("Anne Testesen 010180-1234\nsecond line of a letter");
  thrown.stack = [
    "TypeError: Anne Testesen 010180-1234",
    "second line of a letter",
    "    at render (http://127.0.0.1/assets/index.js?tekst=Anne:10:5)",
    "load@tauri://localhost/assets/index.js:2:7",
  ].join("\n");
  const details = crashDetails(thrown);
  expect(details).not.toMatch(/Anne|0101|letter/);
  expect(details.split("\n")).toEqual([
    "TypeError",
    "at render (http://127.0.0.1/assets/index.js:10:5)",
    "load@tauri://localhost/assets/index.js:2:7",
  ]);
});

test("whatever is thrown, there are details", () => {
  expect(crashDetails("text with a name")).toBe("not an Error");
  expect(crashDetails(undefined)).toBe("not an Error");
});
