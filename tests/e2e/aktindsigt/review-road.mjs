// The pages of a request, read and answered for by keys alone.
import { keys, until } from "../webdriver.mjs";
import { isCovered, partly, reasonToKeep } from "./request.mjs";

const finding = /^Fund (\d+) af (\d+)\. [^:]+: (.*)\. (?:Side \d+|[^.]*[Tt]itel[^.]*)\. (.*)$/;

export function onThePages(window, road) {
  const { look, goneIs, focusIs, pressOn } = road;
  /** What was said is another than before: the key has been heard. */
  const saidAnew = async (before) => {
    let now = before;
    await until(async () => (now = await look("return document.querySelector('p.said')?.textContent ?? ''")) !== before, `something else than ${before} is said`);
    return now.trim();
  };
  const spoken = () => look("return document.querySelector('p.said')?.textContent ?? ''");

  async function open() {
    await pressOn("Gennemgå siderne");
    await window.see("[data-sheet] img.drawn:not([hidden])");
    await focusIs("at.matches('[data-sheet]')");
    // Nothing is missed that is found a moment later.
    await until(async () => !(await look("return document.querySelector('[data-review-items]').innerText + document.querySelector('main').innerText")).includes("Akterne læses"), "all of it has been read", road.long);
  }

  async function leave() {
    await pressOn("Tilbage");
    await window.see("[role=tab][aria-selected=true]");
  }

  /** Where one is, as its link says. */
  const place = () => look("return location.hash");

  const scrolled = () =>
    look("const { scrollTop: top, scrollHeight, clientHeight } = document.querySelector('[data-sheet]'); return { top, isAtEnd: top >= scrollHeight - clientHeight - 2 }");

  /** Each press has been heard before the next one comes. */
  async function pressSpaceUntil(isThere, what) {
    for (let presses = 0; !(await isThere()); presses += 1) {
      if (presses > 20) throw new Error(`never: ${what}`);
      const [here, { top }] = [await place(), await scrolled()];
      await window.press(" ");
      await until(async () => (await place()) !== here || (await scrolled()).top !== top, `space is heard before ${what}`);
    }
  }

  /** Every page is read to its end, with the space bar. */
  async function readThem(pages) {
    for (let read = 1; read <= pages; read += 1) {
      const here = await place();
      await window.see("[data-sheet] img.drawn:not([hidden])");
      await pressSpaceUntil(async () => (await scrolled()).isAtEnd, `the end of page ${read}`);
      await until(() => look("return document.querySelector('.thumb[aria-current=page]')?.textContent.includes('✓') ?? false"), `page ${read} counts as read`);
      if (read < pages) await pressSpaceUntil(async () => (await place()) !== here, `on from page ${read}`);
    }
  }

  /** From finding to finding until none is left. What is nobody's but another's is covered wherever it stands. */
  async function answerThem() {
    const covered = new Set();
    let kept = 0;
    await chooseBasis();
    for (let presses = 0; presses < 400; presses += 1) {
      const before = await spoken();
      await window.press("j");
      const now = await saidAnew(before);
      if (now.startsWith("Der er ingen ubesvarede fund")) return { covered: covered.size, kept };
      const [, , , text, answer] = finding.exec(now) ?? [];
      if (text === undefined) throw new Error(`not a finding: ${now}`);
      if (answer !== "Ikke besvaret") continue;
      if (isCovered(text)) {
        await everywhere(text);
        covered.add(text);
      } else {
        await keep();
        kept += 1;
      }
    }
    throw new Error("the findings never end");
  }

  async function chooseBasis() {
    const before = await spoken();
    await window.press("1");
    const now = await saidAnew(before);
    if (!now.includes("§ 30, nr. 1")) throw new Error(`another basis than ${partly.basis} is first: ${now}`);
  }

  async function everywhere(text) {
    const before = await spoken();
    await window.press(keys.shift, "D");
    await window.see("dialog input[name=what]");
    await road.tabTo("at.name === 'what'");
    await until(async () => {
      if (await look("return document.activeElement.value === 'same'")) return true;
      await window.press(keys.down);
      return false;
    }, "exactly this");
    await window.see("dialog button[type=submit]:not(:disabled)");
    await window.seeText(`Præcis dette: ${text}`);
    await road.tabTo("at.matches('dialog button[type=submit]')");
    await window.press(keys.enter);
    await goneIs("dialog");
    await focusIs("at.matches('[data-sheet]')");
    const now = await saidAnew(before);
    if (!/^\d+ sted(er)? er besvaret/.test(now)) throw new Error(`not covered: ${now}`);
  }

  async function keep() {
    const before = await spoken();
    await window.press("b");
    await focusIs("at.matches('dialog input')");
    await window.press(keys.control, "a");
    await window.type(reasonToKeep);
    await focusIs("at.value === arguments[0]", reasonToKeep);
    await window.press(keys.enter);
    await goneIs("dialog");
    await focusIs("at.matches('[data-sheet]')");
    const now = await saidAnew(before);
    if (!now.startsWith("Beholdt.")) throw new Error(`not kept: ${now}`);
  }

  return { open, leave, readThem, answerThem };
}
