/** A shortcut is written `Ctrl+K`, `Ctrl+Shift+F` or `F1`. On a Mac Ctrl is the command key. */
export type Shortcut = string;

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

export function isPress(press: KeyPress, shortcut: Shortcut): boolean {
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const asks = (modifier: string) => parts.slice(0, -1).includes(modifier);
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (press.ctrlKey || press.metaKey) === asks("Ctrl") &&
    press.altKey === asks("Alt") &&
    press.shiftKey === asks("Shift")
  );
}

/** The keys as they are printed on the keyboard, one string a key. */
export function keysOf(shortcut: Shortcut, onMac: boolean): string[] {
  const macNames: Record<string, string> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
  return shortcut.split("+").map((key) => (onMac ? (macNames[key] ?? key) : key));
}

/** As `aria-keyshortcuts` wants it. */
export function ariaKeys(shortcut: Shortcut): string {
  return shortcut.replace("Ctrl", "Control");
}
