// Pictures of every screen of the aktindsigt room, in every look and both sizes, for people to look at: nothing is
// asserted here.
//
//   node tests/browser/aktindsigt-pictures.mjs [part of a screen's name]
//
// `SAGSBORD_CLI` names the development backend. They lie in ui/test-output/aktindsigt/<screen>-<width>-<theme>-<language>.png.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ask, closeBrowser, onDesk, openDesk, ready, roomReady, signInAs } from "./browser.mjs";
import { removeDemoStore } from "./development-backend.mjs";
import { looks, sizes } from "./looks.mjs";
import { lettered, withoutLetter } from "./release-steps.mjs";

const folder = fileURLToPath(new URL("../../test-output/aktindsigt/", import.meta.url));
const only = process.argv[2] ?? "";

/** A screen: its name, its link, what is there when it is drawn, and what is pressed before the picture is taken. */
async function photograph(page, screens) {
  const wanted = screens.filter(([name]) => name.includes(only));
  if (wanted.length === 0) return;
  for (const [theme, language] of looks) {
    await ask(page, "change_setting", { key: "theme", value: theme });
    await ask(page, "change_setting", { key: "language", value: language });
    await page.reload();
    await ready(page, "signed_in");
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      for (const [name, link, there, before] of wanted) {
        await page.evaluate(() => (location.hash = "#/indstillinger/hjaelp"));
        await page.waitForSelector("[data-room=settings][aria-current=page]");
        await page.evaluate((to) => (location.hash = to), `#/${link}`);
        await page.waitForSelector("[data-room=settings]:not([aria-current=page])");
        await roomReady(page);
        try {
          await page.locator(there).first().waitFor();
          await before?.(page);
          await page.waitForLoadState("networkidle").catch(() => undefined);
        } catch (error) {
          console.log(`${name}: ${error.message.split("\n")[0]}`);
        }
        await page.screenshot({ path: `${folder}${name}-${width}-${theme}-${language}.png` });
        for (let open = 0; open < 3 && (await page.locator("dialog[open]").count()) > 0; open += 1) await page.keyboard.press("Escape");
      }
    }
  }
}

const key = (...keys) => async (page) => {
  for (const one of keys) await page.keyboard.press(one);
  await page.locator("dialog[open]").first().waitFor();
};

/** What is shown of a page is there and drawn. */
async function painted(page) {
  await page.waitForFunction(() => [...document.querySelectorAll("main img")].some((one) => one.complete && one.naturalWidth > 200));
}

/** With the row's keys: the grid has the focus first. */
const onRow = (...keys) => async (page) => {
  await page.locator("[role=grid] [aria-rowindex='2']").first().waitFor();
  await page.locator("[role=grid]").first().focus();
  for (const one of keys) await page.keyboard.press(one);
};

async function built(page, id) {
  const { jobId } = await ask(page, "build_bundle", { id, form: "bundle", isPart: false });
  for (let tries = 0; tries < 600; tries += 1) {
    const { bundles } = await ask(page, "show_release", { id, isPart: false });
    if (bundles.length > 0) return bundles[0].id;
    await page.waitForTimeout(200);
  }
  throw new Error(`never built: ${jobId}`);
}

await mkdir(folder, { recursive: true });
const given = await mkdtemp(join(tmpdir(), "sagsbord-pictures-"));
try {
  await onDesk({}, async (page, backend) => {
    const id = await withoutLetter(page);
    const of = `aktindsigt/${id}`;
    const { items } = await ask(page, "open_review", { id });
    const first = items.find((one) => one.title === "ansoegning");
    await photograph(page, [
      ["requests", "aktindsigt", "[role=grid] [aria-rowindex='2']"],
      ["new", "aktindsigt/ny", "form"],
      ["request", of, "h1"],
      ["material", `${of}?del=materiale`, "main h2"],
      ["list", `${of}?del=aktliste`, "[role=grid] [aria-rowindex='2']"],
      ["list-open", `${of}?del=aktliste&akt=${first.id}`, "aside"],
      ["list-decide", `${of}?del=aktliste`, "[role=grid]", onRow("Space", "d")],
      ["review", `aktindsigt/${id}/gennemgang?akt=${first.id}&side=1`, "[data-sheet] img.drawn", painted],
      ["check", `${of}?del=tjek`, "[role=tabpanel] button, [role=tabpanel] h2"],
      ["letter-none", `${of}?del=brev`, "[role=tabpanel] button"],
      ["release-missing", `${of}?del=udlevering`, "[data-road]"],
      ["log", `${of}?del=log`, "main h2"],
    ]);
    await lettered(page, id);
    await photograph(page, [
      ["letter", `${of}?del=brev`, "textarea"],
      ["release-send", `${of}?del=udlevering`, "[data-road]"],
    ]);
    await ask(page, "send_to_approval", { id, isPart: false, acceptsFindings: false, note: "Hermed til godkendelse." });
    const mads = await openDesk(backend.url);
    await signInAs(mads.page, "mads");
    await photograph(mads.page, [["release-approve", `${of}?del=udlevering`, "[data-road]"]]);
    await ask(mads.page, "approve_release", { id, number: 1, note: "" });
    await mads.close();
    const bundle = await built(page, id);
    const dorthe = await openDesk(backend.url);
    await signInAs(dorthe.page, "dorthe");
    await photograph(dorthe.page, [["release-officer", `${of}?del=udlevering`, "[data-road]"]]);
    await dorthe.close();
    await photograph(page, [
      ["release-built", `${of}?del=udlevering`, "[data-road]"],
      ["bundle", `${of}?del=udlevering&samling=${bundle}&fil=1&side=1`, "img.drawn:not([hidden])", painted],
      ["bundle-act", `${of}?del=udlevering&samling=${bundle}&fil=1&side=3`, "img.drawn:not([hidden])", painted],
      ["release-give", `${of}?del=udlevering`, "[data-next-act]", async (shown) => {
        await shown.locator("[data-next-act]").first().focus();
        await key("Enter")(shown);
      }],
    ]);
    await ask(page, "release_bundle", { id, bundleId: bundle, way: "file", folder: given, note: "" });
    await photograph(page, [
      ["release-given", `${of}?del=udlevering`, "[data-road]"],
      ["request-given", of, "h1"],
    ]);
  });
} finally {
  await closeBrowser();
  await removeDemoStore();
  await rm(given, { recursive: true, force: true });
}
