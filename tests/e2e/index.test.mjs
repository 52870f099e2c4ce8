// The shared index in the real window, against the stand-in with a real broker beside it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startStandIn } from "../../ui/tests/browser/stand-in.mjs";
import { connectionTo } from "./platform.mjs";
import { demo, inWindow } from "./setting.mjs";
import { keys, until } from "./webdriver.mjs";

/** Every case is checked, signed, sent and kept, by programs that are not built for speed. */
const long = 240_000;
const newest = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  onlyMine: false,
  onlyOpen: false,
  onlyUnassigned: false,
  due: null,
  sort: "newest_first",
  offset: 0,
  limit: 10,
};

test("a title with a CPR number is held back, mended and published, and another system's case comes after an event", async () => {
  const standIn = await startStandIn(["--events", "--event-port", "0", "--keeps-messages"]);
  try {
    // The smallest town in which somebody has written a CPR number in the title of a case that Bo works on.
    const folder = await demo("index", 5000);
    await inWindow(["--demo", folder], async (window, picture) => {
      const ask = (command, request) =>
        window.run("return window.__TAURI_INTERNALS__.invoke(arguments[0], { request: arguments[1] })", command, request);
      const go = (path) => window.run("location.hash = arguments[0]", `#/${path}`);
      const enter = async (person) => {
        await window.ready("sign_in");
        await window.click(`[data-demo=${person}]`);
        await window.ready("signed_in");
      };
      const leave = async () => {
        await window.press(keys.control, "k");
        await window.see("dialog[open] [role=combobox]");
        await window.type("log ud");
        await window.press(keys.enter);
        await window.ready("sign_in");
      };
      const untilText = (text) =>
        until(async () => (await window.run("return document.body.innerText")).includes(text), text, long);

      await enter("agnes");
      await ask("connect_platform", await connectionTo(standIn));
      await go("indeks");
      await window.seeText("Forbindelsen er klar, og intet er sendt endnu");
      await window.click("main .banner .primary");
      await untilText("Prøvekørslen er klar");
      assert.equal((await standIn.order({ order: "count" })).cases, 0, "a dry run sends nothing");
      await leave();

      await enter("bo");
      await go("indeks/holdt-tilbage");
      await window.see('[role=grid] [aria-rowindex="2"]');
      const { rows } = await ask("list_index_steps", { state: "held", offset: 0, limit: 500 });
      const at = rows.findIndex(({ kind, givesAway }) => kind === "case" && givesAway.includes("CPR"));
      const held = rows[at];
      const cpr = /\d{6}-\d{4}/.exec(held.title)[0];
      await window.run("document.querySelector('[role=grid]').focus()");
      for (let presses = 0; presses < at; presses += 1) await window.press(keys.down);
      await window.press(keys.enter);
      await until(async () => (await window.text("aside mark")).includes(cpr), "the number is marked");
      await until(() => window.run("return document.activeElement.matches('aside input')"), "the new title can be typed");
      await picture("index-held");
      await window.type("Nødkald, ny bevilling");
      await window.see("[data-verdict=good]");
      await window.press(keys.enter);
      await window.seeText("Titlen er rettet");
      await picture("index-mended");
      await leave();

      await enter("agnes");
      await go("indeks");
      await window.see("main .banner .primary");
      await window.click("main .banner .primary");
      await window.click("dialog .primary");
      const shown = () => standIn.order({ order: "show", case: held.objectId });
      await until(async () => (await shown()).title === "Nødkald, ny bevilling", "it is published", long);
      await until(async () => (await ask("index_health", {})).job === null, "all is told", long);
      await window.seeText("Virker");
      await picture("index-told");
      const { messages, of } = await standIn.order({ order: "said", text: cpr });
      assert.ok(of > 0, "messages were kept");
      assert.equal(messages, 0, "no message ever had the number in a title");
      await leave();

      await enter("bo");
      const title = "Bevilling af trappelift i en anden afdeling";
      const anothers = { order: "tell_anothers", like: held.objectId, number: "KY-2026-77", title, system: "Kornblomst Ydelse" };
      await standIn.order(anothers);
      await until(async () => (await ask("list_cases", { ...newest, text: "trappelift afdeling" })).rows.length === 1, "it came", long);
      await go("soeg?tekst=trappelift%20afdeling");
      await window.seeText(title);
      await window.click('[role=grid] [aria-rowindex="2"]');
      await window.seeText("Kornblomst Ydelse");
      await picture("index-anothers-case");
    });
  } finally {
    await standIn.stop();
  }
});
