// The real window: Tauri, WebKit, the encrypted store. `SAGSBORD_APP` names the program, `SAGSBORD_CLI` the
// one that makes the demo municipality. How every screen behaves is tested in a browser (ui/tests/browser);
// here it is shown that the window is the same.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openDisplay } from "./display.mjs";
import { keys, openWindow } from "./webdriver.mjs";

const built = (name) => fileURLToPath(new URL(`../../target/debug/${name}`, import.meta.url));
const app = process.env.SAGSBORD_APP ?? built("sagsbord");
const cli = process.env.SAGSBORD_CLI ?? built("sagsbord-cli");
const pictures = fileURLToPath(new URL("../../ui/test-output/", import.meta.url));

let display;
let home;

before(async () => {
  display = await openDisplay();
  home = await mkdtemp(join(tmpdir(), "sagsbord-window-"));
  await mkdir(pictures, { recursive: true });
});

after(async () => {
  display?.close();
  await rm(home, { recursive: true, force: true });
});

/** A window with a home of its own, and without a key service: the same on every machine. */
async function inWindow(args, work) {
  const window = await openWindow(app, args, {
    ...process.env,
    DISPLAY: display.name,
    HOME: home,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_CACHE_HOME: join(home, "cache"),
    DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
    NO_AT_BRIDGE: "1",
  });
  const picture = async (name) => writeFile(join(pictures, `window-${name}.png`), await window.picture());
  try {
    await work(window, picture);
  } catch (thrown) {
    await picture("failed").catch(() => undefined);
    throw thrown;
  } finally {
    await window.close();
  }
}

test("first start in the real window: a passphrase, the first administrator, and in", async () => {
  const folder = await mkdtemp(join(home, "first-"));
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
  const folder = await mkdtemp(join(home, "demo-"));
  await promisify(execFile)(cli, ["demo-data", "--folder", folder], { maxBuffer: 1e7 });
  await inWindow(["--demo", folder], async (window, picture) => {
    await window.ready("sign_in");
    await picture("sign-in");
    await window.click("[data-demo=anne]");
    await window.ready("signed_in");
    await window.see('[role=grid] [aria-rowindex="2"]');
    await picture("my-day");

    await window.click('[role=grid] [aria-rowindex="2"]');
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

test("a document's bytes reach the real window by its own road", async () => {
  const folder = await mkdtemp(join(home, "bytes-"));
  await promisify(execFile)(cli, ["demo-data", "--folder", folder], { maxBuffer: 1e7 });
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
