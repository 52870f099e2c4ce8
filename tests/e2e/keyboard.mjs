import { keys, until } from "./webdriver.mjs";

/** The keyboard of a person at the window, and what she sees of where it is. */
export function atTheKeyboard(window) {
  const isSo = async (isThere, ...args) => (await window.run(`const at = document.activeElement; return !!(${isThere})`, ...args)) === true;
  /** Waits until what has the focus fits. The screens move it themselves when something opens. */
  const focusIs = (isThere, ...args) => until(() => isSo(isThere, ...args), isThere);
  const goneIs = (css) => until(async () => (await window.run("return document.querySelector(arguments[0])", css)) === null, `${css} is gone`);
  const tabTo = async (isThere, ...args) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await isSo(isThere, ...args)) return;
      await window.press(keys.tab);
    }
    throw new Error(`not reached: ${isThere} ${JSON.stringify(args)}`);
  };
  const pressOn = async (name) => {
    await tabTo("at.matches('button') && at.textContent.trim() === arguments[0]", name);
    await window.press(keys.enter);
  };
  /** The palette, with the answer to what was typed. */
  const palette = async (text) => {
    await window.press(keys.control, "k");
    await focusIs("at.matches('dialog [role=combobox]')");
    await window.type(text);
    await window.see("dialog [role=combobox][aria-busy=false]");
  };
  /** What the palette proposes first, when that is what was meant. */
  const takeFromPalette = async (text, name = text) => {
    await palette(text);
    const first = "document.getElementById(at.getAttribute('aria-activedescendant') ?? '')?.textContent.toLowerCase().includes(arguments[0])";
    await focusIs(`at.matches('dialog [role=combobox]') && ${first}`, name.toLowerCase());
    await window.press(keys.enter);
  };
  const signIn = async (username, password) => {
    await window.ready("sign_in");
    await tabTo("at.name === 'username'");
    await window.type(username);
    await window.press(keys.tab);
    await window.type(password);
    await window.press(keys.enter);
    await window.ready("signed_in");
    await window.see("[data-room-ready]");
  };
  const ask = (command, request) =>
    window.run("return window.__TAURI_INTERNALS__.invoke(arguments[0], { request: arguments[1] })", command, request);
  const hash = () => window.run("return location.hash");
  const hashIs = (pattern) => until(async () => pattern.test(await hash()), `the place ${pattern}`);
  return { focusIs, goneIs, tabTo, pressOn, palette, takeFromPalette, signIn, ask, hash, hashIs };
}
