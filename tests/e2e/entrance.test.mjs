// One entrance in the real window, by the keyboard alone from the sign-in on: nothing here is clicked, and no link is set.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheKeyboard } from "./keyboard.mjs";
import { demo, inWindow } from "./setting.mjs";
import { keys, until } from "./webdriver.mjs";

const cases = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  onlyMine: true,
  onlyUnassigned: false,
  onlyOpen: true,
  due: null,
  sort: "newest_first",
  offset: 0,
  limit: 200,
};

test("from a misspelt name to a citizen, her case and a note that is journalised, and back, without a mouse", async () => {
  const folder = await demo("entrance");
  await inWindow(["--demo", folder], async (window, picture) => {
    const { focusIs, goneIs, tabTo, palette, signIn, ask, hashIs } = atTheKeyboard(window);
    await signIn("anne", "regn over havnen");
    await palette("jensne");
    await window.seeText("»jensen«");
    await window.see("dialog [role=option] mark");
    await picture("entrance-misspelt");
    await window.press(keys.enter);
    await hashIs(/^#\/borger\//);
    await focusIs("at.matches('h1')");
    await picture("entrance-citizen");

    // A case of hers that one may write in.
    await tabTo("at.getAttribute('role') === 'grid'");
    const own = await window.run(`
      const ask = (command, request) => window.__TAURI_INTERNALS__.invoke(command, { request });
      return (async () => {
        const citizen = location.hash.split("/")[2].split("?")[0];
        const { cases } = await ask("show_citizen", { id: citizen });
        for (const [at, { row }] of cases.entries()) {
          if ((await ask("show_case", { id: row.id })).standing.mayWork) return { at, number: row.number };
        }
        return null;
      })();
    `);
    assert.ok(own, "she has a case to write in");
    for (let n = 0; n < own.at; n += 1) await window.press(keys.down);
    await window.press(keys.enter);
    await window.see("aside h2");
    await window.press(keys.enter);
    await hashIs(/^#\/sag\//);
    await window.see("h1");
    await window.seeText(own.number);

    // What lies over the page takes its own Escape.
    await palette("journal");
    await window.press(keys.escape);
    await goneIs("dialog");
    await hashIs(/^#\/sag\//);
    await window.press(keys.control, keys.shift, "j");
    await focusIs("at.matches('textarea')");
    await window.type("Talte med borgeren om hverdagen.");
    await window.seeText("Gemt kl.");
    await picture("entrance-note");
    await window.press(keys.control, keys.enter);
    await window.see("[data-note]");
    await focusIs("at.matches('[data-new-note]')");
    const id = (await window.run("return location.hash")).split("/")[2].split("?")[0];
    const { notes, drafts } = await ask("list_notes", { id });
    assert.deepEqual([notes.at(-1).text, drafts.length], ["Talte med borgeren om hverdagen.", 0]);
    await picture("entrance-journal");

    await window.press(keys.escape);
    await hashIs(/^#\/borger\/.*sag=/);
    await focusIs("at.getAttribute('role') === 'grid'");
    const active = "document.getElementById(at.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-selected') === 'true'";
    await focusIs(active);
    await tabTo("at.closest('aside') !== null");
    await window.press(keys.escape);
    await goneIs("aside");
    await focusIs("at.getAttribute('role') === 'grid'");
  });
});

test("from the day's first late row to a task that is done, with the keys back where they were", async () => {
  const folder = await demo("entrance-day");
  await inWindow(["--demo", folder], async (window, picture) => {
    const { focusIs, goneIs, tabTo, signIn, ask, hashIs } = atTheKeyboard(window);
    await signIn("anne", "regn over havnen");
    const { employees } = await ask("choices", {});
    const me = employees.find((one) => one.name === "Anne Krogsgaard");
    const { rows } = await ask("list_cases", { ...cases, limit: 1 });
    await ask("create_task", {
      title: "Ring til lægen", text: "", caseId: rows[0].id, documentId: null, checklist: [], due: { kind: "day", day: "2026-01-05" },
      assignee: { kind: "employee", id: me.id },
    });
    await window.press(keys.f5);
    await window.seeText("Ring til lægen");

    await tabTo("at.matches('[data-section=late] [data-row]')");
    const late = await window.run("return document.activeElement.querySelector('.title').textContent");
    await window.press(keys.enter);
    await window.see("aside h2");
    await picture("day-late");
    await tabTo("at.closest('aside') !== null || at.closest('section.deadline') !== null");
    await window.press(keys.escape);
    await until(async () => (await window.run("return location.hash")).includes("frist=") === false, "what was open is closed");
    await window.run("return document.querySelector('aside') !== null").then(async (isOpen) => {
      if (!isOpen) return;
      await tabTo("at.closest('aside') !== null");
      await window.press(keys.escape);
    });
    await goneIs("aside");
    await focusIs("at.matches('[data-section=late] [data-row]') && at.querySelector('.title').textContent === arguments[0]", late);

    const section = "at.closest('[data-section]')?.getAttribute('data-section')";
    for (let presses = 0; presses < 9 && (await window.run(`const at = document.activeElement; return ${section}`)) !== "tasks"; presses += 1) {
      await window.press(keys.f6);
    }
    await focusIs("at.textContent.includes('Ring til lægen')");
    await window.press(keys.enter);
    await hashIs(/opgave=/);
    await focusIs("at.matches('aside h2')");
    await tabTo("at.textContent.trim() === 'Udført'");
    await window.press(keys.enter);
    await window.seeText("Udført: Ring til lægen");
    await picture("day-task-done");
    await tabTo("at.closest('aside') !== null");
    await window.press(keys.escape);
    await goneIs("aside");
    await focusIs("at.matches('[data-row]') || at.matches('[role=group]')");
    const left = await ask("my_day", {});
    assert.ok(!left.tasks.rows.some((row) => row.title === "Ring til lægen"));
  });
});

test("a search is kept under a name and opened again", async () => {
  const folder = await demo("entrance-search", 1200);
  await inWindow(["--demo", folder], async (window, picture) => {
    const { focusIs, goneIs, tabTo, palette, signIn, hashIs, hash } = atTheKeyboard(window);
    await signIn("anne", "regn over havnen");
    await palette("gå til søg");
    await window.press(keys.enter);
    await hashIs(/^#\/soeg/);
    await focusIs("at.matches('[role=search] input')");
    await window.type("pleje");
    await hashIs(/tekst=pleje/);
    const kept = await hash();
    await window.press(keys.enter);
    await focusIs("at.getAttribute('role') === 'grid'");

    await tabTo("at.getAttribute('aria-haspopup') === 'menu' && /Gemte filtre/.test(at.getAttribute('aria-label') ?? at.textContent)");
    await window.press(keys.enter);
    await focusIs("at.getAttribute('role') === 'menuitem'");
    await window.press(keys.enter);
    await focusIs("at.matches('dialog input')");
    await window.type("Pleje hos os");
    await window.press(keys.enter);
    await goneIs("dialog");
    await picture("search-kept");

    await palette("gå til min dag");
    await window.press(keys.enter);
    await hashIs(/^#\/min-dag/);
    await palette("gå til søg");
    await window.press(keys.enter);
    await hashIs(/^#\/soeg/);
    await focusIs("at.matches('[role=search] input')");
    await window.press(keys.control, "a");
    await window.press(keys.delete);
    await until(async () => !(await hash()).includes("tekst="), "the field is empty");
    await tabTo("at.getAttribute('aria-haspopup') === 'menu' && /Gemte filtre/.test(at.getAttribute('aria-label') ?? at.textContent)");
    await window.press(keys.enter);
    await focusIs("at.getAttribute('role')?.startsWith('menuitem')");
    await window.press(keys.home);
    await focusIs("at.textContent.includes('Pleje hos os')");
    await window.press(keys.enter);
    await until(async () => (await hash()) === kept, "the search as it was kept");
    await window.see('[role=grid] [aria-rowindex="2"]');
  });
});

test("a number out of reach opens by an emergency with a reason, and by nothing else", async () => {
  const folder = await demo("entrance-emergency");
  await inWindow(["--demo", folder], async (window, picture) => {
    const { focusIs, goneIs, tabTo, pressOn, palette, signIn, ask, hashIs } = atTheKeyboard(window);
    // The data protection officer reads all of them.
    await signIn("dorthe", "lyset i det øverste vindue");
    const all = [];
    for (let offset = 0; offset < 2_000; offset += 500) {
      all.push(...(await ask("list_cases", { ...cases, onlyMine: false, onlyOpen: false, offset, limit: 500 })).rows.map(({ id, number }) => ({ id, number })));
    }
    await palette("log ud");
    await window.press(keys.enter);
    await signIn("anne", "regn over havnen");
    const hidden = await window.run(
      `return (async () => {
        for (const one of arguments[0]) {
          const isThere = await window.__TAURI_INTERNALS__.invoke("show_case", { request: { id: one.id } }).then(() => true, () => false);
          if (!isThere) return one;
        }
        return null;
      })()`,
      all,
    );
    const { parties } = await window.run(
      "return window.__TAURI_INTERNALS__.invoke('show_case', { request: { id: arguments[0] } }).catch(() => ({ parties: null }))",
      hidden.id,
    );
    assert.equal(parties, null, "it is out of reach");
    await palette(hidden.number);
    await window.seeText("Nødadgang");
    assert.equal(await window.run("return document.querySelectorAll('dialog [role=option] mark').length"), 0);
    await picture("emergency-palette");
    await window.press(keys.escape);
    await goneIs("dialog");
    await palette("nødadgang");
    await window.press(keys.enter);
    await focusIs("at.matches('dialog input')");
    await window.type(hidden.number);
    await tabTo("at.matches('dialog textarea')");
    await window.type("Skadestuen ringede, og ingen i enheden svarer.");
    await pressOn("Åbn med nødadgang");
    await window.seeText("Nødadgangen er åben");
    await focusIs("at.textContent.includes(arguments[0])", hidden.number);
    await picture("emergency-open");
    await window.press(keys.enter);
    await hashIs(/^#\/sag\//);
    await window.seeText(hidden.number);
    await window.press(keys.escape);
    await hashIs(/^#\/min-dag/);
  });
});
