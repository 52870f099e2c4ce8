import { expect, test } from "vitest";
import { ariaKeys, isPress, keysOf } from "./shortcut";

const bare = { key: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test("a press is the shortcut only with exactly its modifiers", () => {
  const check = (press: Partial<typeof bare>, shortcut: string, expected: boolean) =>
    expect(isPress({ ...bare, ...press }, shortcut), shortcut).toBe(expected);
  check({ key: "k", ctrlKey: true }, "Ctrl+K", true);
  check({ key: "K", ctrlKey: true }, "Ctrl+K", true);
  check({ key: "k", metaKey: true }, "Ctrl+K", true);
  check({ key: "k" }, "Ctrl+K", false);
  check({ key: "k", ctrlKey: true, shiftKey: true }, "Ctrl+K", false);
  check({ key: "k", ctrlKey: true, altKey: true }, "Ctrl+K", false);
  check({ key: "F1" }, "F1", true);
  check({ key: "1", ctrlKey: true }, "Ctrl+1", true);
});

test("keys are shown as they are printed on the keyboard", () => {
  expect(keysOf("Ctrl+K", false)).toEqual(["Ctrl", "K"]);
  expect(keysOf("Ctrl+K", true)).toEqual(["⌘", "K"]);
  expect(ariaKeys("Ctrl+L")).toBe("Control+L");
});
