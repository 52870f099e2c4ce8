// From the last doubts to what was given: each as the person who does it, by keys alone.
import { keys, until } from "../webdriver.mjs";
import { request } from "./request.mjs";

export function onTheWayOut(window, picture, road) {
  const { look, part, tabTo, focusIs, goneIs, pressOn, isStep, nextIs, untilText, write, hashIs } = road;
  const aSubmit = "at.matches('dialog button[type=submit]')";
  const aNextAct = "at.hasAttribute('data-next-act')";
  const submit = async () => {
    await tabTo(aSubmit);
    await window.press(keys.enter);
    await goneIs("dialog");
  };
  /** The one thing that comes next. */
  const pressNext = async (act) => {
    await nextIs(act);
    await window.see("[data-next-act]:not(:disabled)");
    await tabTo(aNextAct);
    await window.press(keys.enter);
  };
  const dialogIs = (title) => until(async () => (await look("return document.querySelector('dialog h2')?.textContent.trim() ?? ''")) === title, `the dialog ${title}`);
  /** What the head of the request proposes; there the keys are at the act itself. */
  const goOn = async (name) => {
    await window.see(`[data-next-step="${name}"]`);
    await tabTo("at.dataset.nextStep === arguments[0]", name);
    await window.press(keys.enter);
    await window.see("[data-road]");
  };

  /** Every doubt is answered for; those that can only be mended would stop it here. */
  async function check() {
    await part("Tjek");
    await until(async () => !(await look("return document.querySelector('[role=tabpanel]').innerText")).includes("Akterne læses"), "it has been looked through", road.long);
    await window.see("[data-looked-through] strong");
    await picture("aktindsigt-check");
    for (let groups = 0; groups < 9; groups += 1) {
      if (await look("return document.querySelector('[data-doubt]') === null")) break;
      const kind = await look("return document.querySelector('[data-kind]').dataset.kind");
      await tabTo("at.closest('[data-doubt]') !== null");
      await window.press(keys.shift, "A");
      await focusIs("at.matches('dialog textarea')");
      await window.type(request.seen);
      await submit();
      await goneIs(`[data-kind="${kind}"]`);
    }
    await pressOn("Videre til brevet");
  }

  async function letter() {
    await window.see("[data-draft]");
    await tabTo("at.hasAttribute('data-draft')");
    await window.press(keys.enter);
    await focusIs("at.tagName === 'TEXTAREA'");
    await window.see("[data-preview] h3");
    await untilText("Intet mangler at blive skrevet");
    await picture("aktindsigt-letter");
  }

  async function send() {
    await part("Udlevering");
    await window.see("[data-road]");
    await pressNext("send");
    await dialogIs("Send til godkendelse");
    await focusIs("at.matches('dialog textarea')");
    await window.type("Se særligt på scanningerne.");
    await picture("aktindsigt-send");
    await submit();
    await isStep("approval", "waiting");
  }

  async function build() {
    await pressNext("build");
    await isStep("bundle", "clean");
    await untilText("Efterprøvet: intet dækket er fundet i filerne");
    await picture("aktindsigt-built");
  }

  async function approve() {
    await goOn("approve");
    await pressNext("approve");
    await dialogIs("Godkend");
    await picture("aktindsigt-approve");
    await submit();
    await isStep("approval", "approved");
  }

  /** The officer leafs through what will be given, and reads what was done. */
  async function audit() {
    await goOn("look");
    await pressOn("Se siderne");
    await window.see("[data-reader] [data-sheet]");
    await focusIs("at.hasAttribute('data-sheet')");
    const isDrawn = () => window.see("[data-sheet] img.drawn:not([hidden])");
    await isDrawn();
    await window.press(keys.end);
    await hashIs(/side=\d\d/);
    await isDrawn();
    await picture("aktindsigt-audit");
    await window.press(keys.escape);
    await window.see("[data-road]");
    await part("Log og tid");
    for (const said of ["Sendt til godkendelse", "Samlet og efterprøvet", "Godkendt"]) await untilText(said);
    await picture("aktindsigt-log");
  }

  async function give() {
    await goOn("give");
    await pressNext("give");
    await dialogIs("Udlevér");
    await focusIs("at.name === 'way' && at.checked && at.value === 'digital_post'");
    await picture("aktindsigt-give");
    await submit();
    await isStep("give", "given");
    await window.see('[data-outcome="handed_in"]');
    await picture("aktindsigt-given");
  }

  /** The same once more, as a file that can be held beside what was handed in. */
  async function alsoInto(folder) {
    await pressOn("Levér også på en anden måde");
    await dialogIs("Levér det udleverede");
    await tabTo("at.name === 'way'");
    await until(async () => {
      if (await look("return document.activeElement.value === 'file'")) return true;
      await window.press(keys.down);
      return false;
    }, "into a folder");
    await write("Mappe", folder);
    await submit();
    await window.see('[data-outcome="written"]');
  }

  return { check, letter, send, build, approve, audit, give, alsoInto };
}
