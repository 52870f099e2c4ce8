import { expect, test } from "vitest";
import { amountIn } from "./amount";

test.each([
  ["340", 340],
  [" 1.240 ", 1240],
  ["1 240", 1240],
  ["0", 0],
  ["", null],
  ["-5", null],
  ["12,5", null],
  ["mange", null],
  ["12345678", null],
])("the amount %j is %j", (text, expected) => {
  expect(amountIn(text)).toBe(expected);
});
