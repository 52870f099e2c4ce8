// The road of a request at the keyboard: nothing is clicked, and no link is set.
import { keys, until } from "../webdriver.mjs";
import { atTheKeyboard } from "../keyboard.mjs";
import { decisionOf, given, partly, request, withheld } from "./request.mjs";

const long = 240_000;

/** A person at the window, with what she does on the way of a request. */
export function onTheRoad(window, picture) {
  const keyboard = atTheKeyboard(window);
  const { focusIs, goneIs, tabTo, pressOn, takeFromPalette, hashIs } = keyboard;
  const look = (script, ...args) => window.run(script, ...args);
  const untilText = (text) => until(async () => (await look("return document.body.innerText")).includes(text), `the text ${text}`, long);
  const labelled = (label) => tabTo("[...(at.labels ?? [])].some((one) => one.textContent.trim().startsWith(arguments[0]))", label);
  const seeTab = (name) => until(async () => new RegExp(`^${name}`).test(await look("return document.querySelector('[role=tab][aria-selected=true]')?.textContent.trim() ?? ''")), `the part ${name}`);
  const isStep = (step, what) => until(() => look("return document.querySelector(arguments[0]) !== null", `[data-step="${step}"][data-is="${what}"]`), `${step} is ${what}`, long);
  const nextIs = (act) => until(() => look("return document.querySelector(arguments[0]) !== null", `[data-next="${act}"]`), `next is ${act}`, long);

  /** A choice of a list, by the letters that it begins with. */
  async function choose(label, text) {
    await labelled(label);
    await window.type(text);
    await focusIs("at.selectedOptions[0]?.textContent.trim().startsWith(arguments[0])", text);
  }

  async function write(label, text) {
    await labelled(label);
    await window.press(keys.control, "a");
    await window.type(text);
    await focusIs("at.value === arguments[0]", text);
  }

  /** One of the parts of a request: the tabs are walked by the arrows. */
  async function part(name) {
    await tabTo("at.getAttribute('role') === 'tab'");
    for (let presses = 0; presses < 8; presses += 1) {
      if (await look("return document.activeElement.textContent.trim().startsWith(arguments[0])", name)) return seeTab(name);
      await window.press(keys.right);
    }
    throw new Error(`no such part: ${name}`);
  }

  async function leave() {
    await takeFromPalette("log ud");
    await window.ready("sign_in");
  }

  /** From the list of requests to the one; the palette would open its case. */
  async function toRequest() {
    await window.press(keys.control, "0");
    await window.see("[data-room=aktindsigt][aria-current=page]");
    await window.see('[role=grid] [aria-rowindex="2"]');
    await tabTo("at.getAttribute('role') === 'grid'");
    const row = await look("return [...document.querySelectorAll('[role=grid] [aria-rowindex]')].find((row) => row.textContent.includes(arguments[0]))?.getAttribute('aria-rowindex') ?? null", request.name);
    if (row === null) throw new Error("the request is not on the first page of the list");
    await toRow(Number(row) - 1);
    await window.press(keys.enter);
    await hashIs(/^#\/aktindsigt\/[0-9a-f-]{36}/);
    await window.see("[role=tab][aria-selected=true]");
  }

  /** Registered from the page of the case that it is about. */
  async function register(number) {
    await takeFromPalette(number);
    await hashIs(/^#\/sag\//);
    await untilText(number);
    await takeFromPalette("ny anmodning om aktindsigt");
    await focusIs("at.tagName === 'SELECT'");
    await untilText(number);
    await choose("Ansøgerens rolle", "Enhver");
    await write("Ansøgerens navn", request.name);
    await write("CPR-nummer", request.cpr);
    await write("Modtaget den", request.receivedOn.split("-").toReversed().join("-"));
    await write("Tema", request.theme);
    await write("Titel", request.title);
    await window.see('[data-regime="public_access"]');
    await picture("aktindsigt-new");
    await window.press(keys.enter);
    await hashIs(/^#\/aktindsigt\/[0-9a-f-]{36}/);
    await window.see('[data-chosen="public_access"]');
    await picture("aktindsigt-registered");
  }

  async function collect(documents) {
    await part("Materiale");
    await window.seeText("Hvilken indlæsning?");
    await labelled("Hvilken indlæsning?");
    const name = await look("return document.activeElement.options[1].textContent.trim()");
    await choose("Hvilken indlæsning?", name.slice(0, 2));
    await pressOn("Indsaml fra indlæsningen");
    await untilText(`${documents} akter er kommet på listen`);
    await picture("aktindsigt-collected");
  }

  const isRow = (n) => until(() => look("return document.querySelector(arguments[0]) !== null", `[role=grid] [aria-rowindex="${n + 1}"]`), `row ${n}`);
  const rowAtKeys = () =>
    look("const at = document.activeElement; return document.getElementById(at?.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-rowindex') ?? null");

  async function toRow(n) {
    await focusIs("at.getAttribute('role') === 'grid'");
    const wanted = String(n + 1);
    await until(async () => {
      const at = Number(await rowAtKeys());
      if (at === Number(wanted)) return true;
      await window.press(at < Number(wanted) ? keys.down : keys.up);
      return false;
    }, `row ${n} has the keys`);
  }

  async function withBases({ basis, answers, text }) {
    await focusIs("at.closest('dialog') !== null");
    await window.see(`dialog [data-basis="${basis}"]`);
    await tabTo("at.getAttribute('aria-label') === 'Find en hjemmel'");
    await window.type(basis === partly.basis ? "§ 30" : "§ 23");
    await tabTo("at.dataset.basis === arguments[0]", basis);
    await window.press(" ");
    await window.see("dialog [data-question]");
    const questions = await look("return [...document.querySelectorAll('dialog [data-question]')].map((one) => one.dataset.question)");
    if (questions.length !== answers.length) throw new Error(`it asks ${questions.join(", ")}`);
    for (const question of questions) {
      await tabTo("at.type === 'radio' && at.closest('[data-question]')?.dataset.question === arguments[0]", question);
      await window.press(" ");
      await window.see(`[data-question="${question}"] textarea`);
      await window.press(keys.tab);
      await tabTo("at.tagName === 'TEXTAREA' && at.closest('[data-question]')?.dataset.question === arguments[0]", question);
      await window.type(text);
    }
    await write("Begrundelse i brevet", text);
    await picture(`aktindsigt-decide-${basis}`);
    await tabTo("at.matches('dialog button[type=submit]')");
    await window.press(keys.enter);
    await goneIs("dialog");
  }

  /** As they stand on the list. */
  const titles = async () => {
    const id = (await keyboard.hash()).split("/")[2].split("?")[0];
    return (await keyboard.ask("list_items", { id, shown: "listed", offset: 0, limit: 100 })).rows.map(({ title }) => title);
  };

  /** All in part, then those that are otherwise. */
  async function decide(listed) {
    await part("Aktliste");
    await isRow(1);
    await tabTo("at.getAttribute('role') === 'grid'");
    await window.press("a");
    await window.seeText(`${listed.length} af ${listed.length} valgt`);
    await window.press("d");
    await withBases(partly);
    await untilText(`${listed.length} akter: Gives delvist`);
    const inList = (n) => until(async () => (await look("return document.querySelector('[role=grid]').parentElement.closest('[role=tabpanel]').innerText")).includes(n), n);
    for (const [at, title] of listed.entries()) {
      const decision = decisionOf(title);
      if (decision === partly) continue;
      await toRow(at + 1);
      await window.press(decision === given ? "g" : "t");
      if (decision === withheld) await withBases(withheld);
      await window.seeText(decision === given ? "1 akt: Gives" : "1 akt: Tilbageholdes");
      await focusIs("at.getAttribute('role') === 'grid'");
    }
    const count = (decision) => listed.filter((title) => decisionOf(title) === decision).length;
    await inList(`${count(given)} gives · ${count(partly)} delvist · ${count(withheld)} tilbageholdes`);
    await picture("aktindsigt-decided");
  }

  return { ...keyboard, look, untilText, labelled, write, choose, part, leave, toRequest, register, collect, titles, decide, isStep, nextIs, long };
}
