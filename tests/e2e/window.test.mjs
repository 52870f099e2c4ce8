// The real window: Tauri, WebKit, the encrypted store. `SAGSBORD_APP` names the program, `SAGSBORD_CLI` the
// one that makes the demo municipality. How every screen behaves is tested in a browser (ui/tests/browser);
// here it is shown that the window is the same.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { listenOn, openBus } from "./bus.mjs";
import { pdf, zip } from "../../ui/tests/browser/intake-files.mjs";
import { openDesktop } from "./notices.mjs";
import { app, cli, demo, environment, home, inWindow } from "./setting.mjs";
import { keys, until } from "./webdriver.mjs";

test("first start in the real window: a passphrase, the first administrator, and in", async () => {
  const folder = await mkdtemp(join(home(), "first-"));
  await inWindow(["--folder", folder], async (window, picture) => {
    await window.ready("choose_passphrase");
    await picture("choose-passphrase");
    await window.fill("[name=passphrase]", "fem grå gæs går forbi");
    await window.fill("[name=passphrase-again]", "fem grå gæs går forbi");
    await window.click("button[type=submit]");
    await window.ready("first_administrator");
    await window.fill("[name=municipality]", "Prøveby Kommune");
    await window.fill("[name=name]", "Alma Prøve");
    await window.fill("[name=username]", "alma");
    await window.fill("[name=password]", "regn over havnen i maj");
    await window.fill("[name=password-again]", "regn over havnen i maj");
    await picture("first-administrator");
    await window.click("button[type=submit]");
    await window.ready("signed_in");
    await window.see("[data-room=settings][aria-current=page]");
    await window.seeText("Prøveby Kommune");
    await picture("first-signed-in");
  });
});

test("a day in the real window: sign in, a case, the palette, language, theme, lock, sign out", async () => {
  const folder = await demo("demo");
  await inWindow(["--demo", folder], async (window, picture) => {
    await window.ready("sign_in");
    await picture("sign-in");
    await window.click("[data-demo=anne]");
    await window.ready("signed_in");
    await window.see("[data-row]");
    await picture("my-day");

    await window.click("[data-row]");
    await window.see("aside h2");
    await picture("case");

    await window.press(keys.control, "k");
    await window.see("dialog[open] [role=combobox]");
    await window.type("soeg");
    await picture("palette");
    await window.press(keys.enter);
    await window.see("[data-room=search][aria-current=page]");
    await window.see('[role=grid] [aria-rowindex="2"]');
    await picture("search");

    await window.press(keys.control, "k");
    await window.see("dialog[open] [role=combobox]");
    await window.type("engelsk");
    await window.press(keys.enter);
    await window.see("html[lang=en]");
    assert.match(await window.text("nav"), /My day/);

    await window.press(keys.control, "k");
    await window.see("dialog[open] [role=combobox]");
    await window.type("dark");
    await window.press(keys.enter);
    await window.see("html[data-theme=dark]");
    await picture("dark-english");

    await window.press(keys.control, "l");
    await window.ready("locked");
    await window.see("dialog[open] [name=password]");
    await picture("locked");
    await window.fill("dialog[open] [name=password]", "regn over havnen");
    await window.press(keys.enter);
    await window.ready("signed_in");
    await window.see("[data-room=search][aria-current=page]");

    await window.press(keys.control, "k");
    await window.see("dialog[open] [role=combobox]");
    await window.type("sign out");
    await window.press(keys.enter);
    await window.ready("sign_in");
    await window.see("html[data-theme=dark][lang=en]");
    await picture("signed-out");
  });
});

/*
 * Counted by hand, with a calendar of 2026 in which Easter Sunday is 5 April:
 * - GDPR article 12: a month from Monday 2 March is Thursday 2 April. That is skærtorsdag, Friday is langfredag, Monday
 *   2. påskedag: the first open day is Tuesday 7 April.
 * - Stopped from 10 March to 20 March the clock stood for ten days: from 2 April that is Sunday 12 April, so Monday 13.
 * - Extended by a month: from 12 April, where the month ran out, to 12 May, a Tuesday.
 */
test("a deadline in the real window, by keyboard: register, stop, restart, extend, explain, complete", async () => {
  const folder = await demo("deadline");
  await inWindow(["--demo", folder], async (window, picture) => {
    const press = (letter) => window.press(keys.control, keys.shift, letter);
    const overwrite = async (text) => {
      await window.press(keys.control, "a");
      await window.type(text);
    };
    /** Waits until what has the focus fits. The screens move it themselves when a dialog opens. */
    const focusIs = (isThere, ...args) =>
      until(async () => (await window.run(`const at = document.activeElement; return !!(${isThere})`, ...args)) === true, isThere);
    const tabTo = async (isThere, ...args) => {
      for (let presses = 0; presses < 40; presses += 1) {
        if (await window.run(`const at = document.activeElement; return !!(${isThere})`, ...args)) return;
        await window.press(keys.tab);
      }
      throw new Error(`not reached: ${isThere}`);
    };
    const pressButton = async (name) => {
      await tabTo("at.matches('dialog button') && at.textContent.trim() === arguments[0]", name);
      await window.press(keys.enter);
      await until(async () => (await window.run("return document.querySelector('dialog')")) === null, `${name} is done`);
    };
    const aDayField = "at.matches('dialog input[inputmode=numeric]')";

    await window.ready("sign_in");
    await window.click("[data-demo=anne]");
    await window.ready("signed_in");
    const caseId = await window.run(`
      const ask = (command, request) => window.__TAURI_INTERNALS__.invoke(command, { request });
      return (async () => {
        const { rows } = await ask("list_cases", { text: "", status: [], unitId: null, responsibleId: null, onlyMine: true,
          onlyOpen: false, due: null, sort: "newest_first", offset: 0, limit: 500 });
        for (const { id } of rows) if ((await ask("case_deadlines", { id })).rows.length === 0) return id;
      })();
    `);
    await window.run("location.hash = arguments[0]", `#/soeg?sag=${caseId}`);
    await window.seeText("Ingen frister på sagen.");

    await press("f");
    await focusIs("at.getAttribute('role') === 'combobox'");
    await window.type("databeskyttelse indsigt");
    await window.press(keys.enter);
    await focusIs(aDayField);
    await overwrite("02-03-2026");
    await window.seeText("Fristen bliver tirsdag den 7. april 2026, uge 15");
    await window.press(keys.enter);
    await window.see("section.deadline .picture");
    await window.seeText("tirs. 07.04.2026");
    await picture("deadline-registered");

    await press("s");
    await focusIs(aDayField);
    await overwrite("10-03-2026");
    await tabTo("at.tagName === 'TEXTAREA'");
    await window.type("Afventer legitimation.");
    await window.seeText("Fristen har ingen dag, så længe uret står.");
    await pressButton("Stands uret");
    await window.seeText("Standset fra tirsdag den 10. marts 2026: der er tvivl om identiteten");

    await press("g");
    await focusIs(aDayField);
    await overwrite("20-03-2026");
    await tabTo("at.tagName === 'TEXTAREA'");
    await window.type("Legitimation modtaget.");
    await window.seeText("Fristen bliver mandag den 13. april 2026, uge 16");
    await pressButton("Sæt uret i gang");
    await window.seeText("man. 13.04.2026");

    await press("u");
    await focusIs("at.matches('dialog input')");
    await tabTo("at.matches('.amount')");
    await window.type("1");
    await tabTo("at.matches('.day input')");
    await overwrite("25-03-2026");
    await tabTo("at.tagName === 'TEXTAREA'");
    await window.type("Mange systemer skal søges.");
    await window.seeText("Fristen bliver tirsdag den 12. maj 2026, uge 20");
    await picture("deadline-extend");
    await pressButton("Forlæng");
    await window.seeText("tirs. 12.05.2026");

    const explanation = await window.text("[data-explanation]");
    for (const said of [
      "Begyndelse: anmodningen blev modtaget mandag den 2. marts 2026. Den dag tælles ikke med.",
      "Standset tirsdag den 10. marts 2026: der er tvivl om identiteten. Afventer legitimation. Tilbage: 23 dage.",
      "I gang igen fredag den 20. marts 2026. Legitimation modtaget. Uret stod i 10 dage.",
      "Forlænget fra søndag den 12. april 2026 til tirsdag den 12. maj 2026. Mange systemer skal søges.",
    ]) {
      assert.ok(explanation.includes(said), `${said}\n---\n${explanation}`);
    }
    await picture("deadline-explained");

    await press("a");
    await focusIs(aDayField);
    await overwrite("10-04-2026");
    await pressButton("Afslut fristen");
    await window.seeText("afsluttet i tide");
    await window.seeText("1 afsluttet frist");
    await picture("deadline-completed");
    await window.press(keys.escape);
    await until(async () => (await window.run("return document.querySelector('section.deadline')")) === null, "it is closed");
    await window.see("aside h2");
  });
});

test("a document's bytes reach the real window by its own road", async () => {
  const folder = await demo("bytes");
  await inWindow(["--demo", folder], async (window, picture) => {
    await window.ready("sign_in");
    await window.click("[data-demo=dorthe]");
    await window.ready("signed_in");
    const found = await window.run(`
      const ask = (command, request) => window.__TAURI_INTERNALS__.invoke(command, { request });
      return (async () => {
        const all = { text: "", status: [], unitId: null, responsibleId: null, onlyMine: false, onlyOpen: false, due: null,
          sort: "newest_first", limit: 500 };
        const found = {};
        for (let offset = 0; offset < 12000 && !(found.text && found.picture); offset += 500) {
          const { rows } = await ask("list_cases", { ...all, offset });
          for (const { id } of rows.filter((row) => row.documents > 0)) {
            const { documents } = await ask("show_case", { id });
            for (const document of documents.filter((one) => one.bytes !== null)) {
              const link = "#/soeg?sag=" + id + "&dokument=" + document.id;
              if (document.mediaType.startsWith("text/plain")) found.text ??= link;
              if (/^image\\/(png|bmp)/.test(document.mediaType)) found.picture ??= link;
            }
            if (found.text && found.picture) break;
          }
        }
        return found;
      })();
    `);
    await window.run("location.hash = arguments[0]", found.text);
    await window.see("section.viewer pre");
    assert.ok((await window.text("section.viewer pre")).length > 100);
    await picture("document-text");
    await window.run("location.hash = arguments[0]", found.picture);
    await window.see("section.viewer img");
    const width = "return document.querySelector('section.viewer img')?.naturalWidth ?? 0";
    for (let looks = 0; looks < 100 && (await window.run(width)) === 0; looks += 1) {
      await new Promise((next) => setTimeout(next, 100));
    }
    assert.ok((await window.run(width)) > 0, "the picture was drawn");
    await picture("document-picture");
  });
});

test("links over a session bus: the second start hands its link to the first window and ends", async (t) => {
  const bus = await openBus(home());
  if (!bus) return t.skip("no dbus-daemon here");
  const folder = await demo("links");
  // A start that does not end of itself is killed, and fails the test.
  const startAgain = (...args) => promisify(execFile)(app, args, { env: environment(bus), timeout: 30_000 });
  let link = "";
  try {
    const open = (args, work) => inWindow(args, work, bus);
    await open(["--demo", folder], async (window, picture) => {
      await window.ready("sign_in");
      await startAgain("sagsbord://team");
      await window.see("[data-demo]");
      assert.equal(await window.run("return location.hash"), "#/team", "it is remembered while nobody is signed in");
      await window.click("[data-demo=bo]");
      await window.ready("signed_in");
      await window.see("[data-room=team][aria-current=page]");

      const { rows } = await window.run(`return window.__TAURI_INTERNALS__.invoke("list_cases", { request: {
        text: "", status: [], unitId: null, responsibleId: null, onlyMine: false, onlyOpen: false, due: null,
        sort: "newest_first", offset: 0, limit: 1 } })`);
      link = `sagsbord://soeg?sag=${rows[0].id}`;
      await startAgain("--demo", folder, link);
      await window.see("[data-room=search][aria-current=page]");
      await window.seeText(rows[0].number);
      await window.see("aside h2");
      await picture("link-to-a-case");

      await window.press(keys.control, "l");
      await window.ready("locked");
      await startAgain("sagsbord://min-dag");
      await until(async () => (await window.run("return location.hash")) === "#/min-dag", "the place behind the lock");
      assert.equal(await window.run("return document.documentElement.dataset.ready"), "locked", "a link opens no lock");

      await startAgain("sagsbord://javascript:alert(1)");
      await startAgain();
      assert.equal(await window.run("return location.hash"), "#/min-dag", "what is no room is ignored");
    });
    await open(["--demo", folder, link], async (window) => {
      await window.ready("sign_in");
      await window.click("[data-demo=bo]");
      await window.ready("signed_in");
      await window.see("[data-room=search][aria-current=page]");
      await window.see("aside h2");
    });
  } finally {
    bus.close();
  }
});

test("a finished job is told to the desktop when the person is elsewhere", async (t) => {
  const bus = await openBus(home());
  if (!bus) return t.skip("no dbus-daemon here");
  const folder = await demo("notice");
  const listener = listenOn(bus, "type='method_call',interface='org.freedesktop.Notifications',member='Notify'");
  const told = () => listener.heard().match(/Kontrollen af data er færdig\./g)?.length ?? 0;
  const work = async (window) => {
    const check = async () => {
      const { jobId } = await window.run(`return window.__TAURI_INTERNALS__.invoke("start_store_check", { request: {} })`);
      const jobs = `return window.__TAURI_INTERNALS__.invoke("list_jobs", { request: {} })`;
      const isDone = ({ rows }) => rows.some(({ id, state }) => id === jobId && state === "done");
      await until(async () => isDone(await window.run(jobs)), "the check ends");
    };
    await window.ready("sign_in");
    await window.click("[data-demo=agnes]");
    await window.ready("signed_in");
    await check();

    // Another window takes the focus. It has no bus, so it is no second start of the first.
    const elsewhere = spawn(app, ["--folder", join(home(), "elsewhere")], { env: environment(null), stdio: "ignore" });
    try {
      await until(async () => !(await window.run("return document.hasFocus()")), "the focus is elsewhere");
      await check();
      await until(() => told() > 0, "the notice", 30_000);
    } finally {
      elsewhere.kill();
    }
    assert.equal(told(), 1, "whoever looks at the window is not told by the desktop too");
    assert.doesNotMatch(listener.heard(), /agnes/i, "a notice names nobody");
  };
  try {
    await inWindow(["--demo", folder], work, bus);
  } finally {
    listener.close();
    bus.close();
  }
});

/** A command of the command line's, as Anne. */
async function atTheCommandLine(folder, ...args) {
  const running = promisify(execFile)(cli, [...args, "--demo", "--folder", folder, "--user", "anne"], { env: environment(), maxBuffer: 1e7 });
  running.child.stdin.end("regn over havnen\n");
  return (await running.catch((thrown) => thrown)).stdout;
}

test("files handed in at the command line are accounted for in the real window, and a page is drawn there", async () => {
  const folder = await demo("intake");
  const number = /\d{4}-\d{6}/.exec(await atTheCommandLine(folder, "cases", "--mine", "--limit", "1"))[0];
  const handedIn = join(home(), "til sagen");
  await mkdir(handedIn);
  const letter = pdf([["Ansøgning om skur"]]);
  await writeFile(join(handedIn, "1 ansøgning.pdf"), letter);
  await writeFile(join(handedIn, "2 bilag.zip"), zip([["kopi.pdf", letter]]));
  await writeFile(join(handedIn, "3 tom.pdf"), "");
  assert.match(await atTheCommandLine(folder, "indlaes", handedIn, "--sag", number), /4 filer/);

  await inWindow(["--demo", folder], async (window, picture) => {
    await window.ready("sign_in");
    await window.click("[data-demo=anne]");
    await window.ready("signed_in");
    const caseId = await window.run(
      `return window.__TAURI_INTERNALS__.invoke("list_cases", { request: { text: arguments[0], status: [], unitId: null, responsibleId: null,
        onlyMine: false, onlyUnassigned: false, onlyOpen: false, due: null, sort: "newest_first", offset: 0, limit: 1 } }).then(({ rows }) => rows[0].id)`,
      number,
    );
    await window.run("location.hash = arguments[0]", `#/soeg?sag=${caseId}`);
    await until(() => window.run("document.querySelector('[data-intake]')?.scrollIntoView(); return !!document.querySelector('[data-intake]')"), "the case shows its intakes");
    await window.click("[data-intake]");
    await window.seeText(`Indlæsning på sag ${number}`);
    await window.seeText("Mangler før udlevering: 1 fil kunne ikke læses");
    await window.seeText("Helt ens med 1 1 ansøgning.pdf");
    await picture("intake");
    await window.click('[role=grid] [aria-rowindex="2"]');
    await until(async () => (await window.run("return document.querySelector('[data-pages] img')?.naturalWidth ?? 0")) > 100, "the page is drawn");
    await picture("intake-page");
    await window.press(keys.escape);
    await window.click('[role=grid] [aria-rowindex="5"]');
    await window.seeText("Der er intet i den.");
  });
});

test("a deadline that comes near is told by the desktop, and a click on it opens the case there, behind the lock too", async (t) => {
  const bus = await openBus(home());
  if (!bus) return t.skip("no dbus-daemon here");
  const desktop = await openDesktop(bus);
  const folder = await demo("notices");
  const shown = (count) => until(() => desktop.shown.length >= count, `${count} notices`);
  try {
    await inWindow(["--demo", folder], async (window, picture) => {
      const ask = (command, request) =>
        window.run("return window.__TAURI_INTERNALS__.invoke(arguments[0], { request: arguments[1] })", command, request);
      await window.ready("sign_in");
      await window.click("[data-demo=anne]");
      await window.ready("signed_in");
      // It may be night where this runs.
      await ask("change_setting", { key: "quiet_from", value: "0" });
      await ask("change_setting", { key: "quiet_to", value: "0" });
      await shown(1);
      assert.match(desktop.shown[0].title, /^\d+ frister nærmer sig$/, "what has gathered is one notice");

      const list = { whose: "mine", employeeId: null, unitId: null, state: null, text: "", rules: [], source: null, offset: 0, limit: 1 };
      const { rows } = await ask("list_deadlines", list);
      const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
      const [year, , day] = today.split("-").map(Number);
      // Somebody sets the day, so that it is near on whatever day this runs.
      const register = () => ask("add_deadline", {
        caseId: rows[0].caseId, rule: "RSL-3", start: today, startTime: null, chosen: today, about: "", partOf: null,
      });
      const made = await register();
      assert.equal(made.row.due, today);
      await shown(2);
      const notice = desktop.shown[1];
      assert.match(notice.text, new RegExp(`den ${day}\\. .* ${year}\\. Sag ${made.row.caseNumber}\\.$`));
      assert.ok(!`${notice.title} ${notice.text}`.includes(made.row.caseTitle), "no title stands on a screen that others see");
      desktop.click();
      await until(async () => (await window.run("return location.hash")).includes(made.row.id), "the deadline");
      await window.see("aside h2");
      await picture("notice-clicked");

      const { row: another } = await register();
      await shown(3);
      await window.press(keys.control, "l");
      await window.ready("locked");
      desktop.click();
      await until(async () => (await window.run("return location.hash")).includes(another.id), "the place behind the lock");
      assert.equal(await window.run("return document.documentElement.dataset.ready"), "locked", "a notice opens no lock");
    }, bus);
  } finally {
    desktop.close();
    bus.close();
  }
});
