// Pictures of the screens of one entrance at a size of store, for people to look at: nothing is asserted here.
//
//   node tests/browser/pictures.mjs 10 10000          stores made for it, with so many cases
//   node tests/browser/pictures.mjs /some/store       a demo store that is there; it is used where it lies
//
// `SAGSBORD_CLI` names the development backend. They lie in ui/test-output/sizes/<store>-<width>-<theme>-<language>-<screen>.png,
// and how long each screen took to its first answer is said on the way.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ask, closeBrowser, openDesk, ready, roomReady, signInAs } from "./browser.mjs";
import { backendProgram, serveStore } from "./development-backend.mjs";
import { looks, sizes } from "./looks.mjs";

const folder = fileURLToPath(new URL("../../test-output/sizes/", import.meta.url));
const list = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  onlyMine: true,
  onlyUnassigned: false,
  onlyOpen: true,
  due: null,
  sort: "due_first",
  offset: 0,
  limit: 50,
};

/** The places of one person's day. In a small store she may have no case of her own. */
async function screens(page) {
  const mine = await ask(page, "list_cases", list);
  const { rows } = mine.total > 0 ? mine : await ask(page, "list_cases", { ...list, onlyMine: false, onlyOpen: false });
  const of = rows.find((one) => one.citizen !== null) ?? rows[0];
  const places = [
    ["my-day", "min-dag"],
    ["worklist", "soeg?mine=ja&aabne=ja&orden=due_first"],
    ["search", "soeg"],
    ["search-all", "soeg?fane=alle&tekst=pleje"],
    ["deadlines", "frister"],
    ["tasks", "opgaver/liste"],
    ["team-tasks", "opgaver/liste?hvis=alle"],
  ];
  if (!of) return places;
  places.push(["worklist-open", `soeg?${mine.total > 0 ? "mine=ja&aabne=ja&" : ""}orden=due_first&sag=${of.id}`]);
  const { parties } = await ask(page, "show_case", { id: of.id });
  if (parties[0]) for (const tab of ["", "?fane=tidslinje", "?fane=dokumenter"]) places.push([`citizen${tab.replace("?fane=", "-")}`, `borger/${parties[0].id}${tab}`]);
  for (const part of ["", "?del=dokumenter", "?del=journal", "?del=tidslinje"]) places.push([`case${part.replace("?del=", "-")}`, `sag/${of.id}${part}`]);
  return places;
}

async function photograph(name, url, username) {
  const desk = await openDesk(url);
  const { page } = desk;
  await signInAs(page, username);
  const places = await screens(page);
  for (const [theme, language] of looks) {
    await ask(page, "change_setting", { key: "theme", value: theme });
    await ask(page, "change_setting", { key: "language", value: language });
    await page.reload();
    await ready(page, "signed_in");
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      for (const [screen, link] of places) {
        // From another room each time, so that what is seen is this place's first answer and not what stood there before.
        await page.evaluate(() => (location.hash = "#/indstillinger/hjaelp"));
        await page.waitForSelector("[data-room=settings][aria-current=page]");
        await roomReady(page);
        const begun = performance.now();
        await page.evaluate((to) => (location.hash = to), `#/${link}`);
        await page.waitForSelector("[data-room=settings]:not([aria-current=page])");
        await roomReady(page);
        const took = Math.round(performance.now() - begun);
        await page.waitForLoadState("networkidle").catch(() => undefined);
        await page.screenshot({ path: `${folder}${name}-${width}-${theme}-${language}-${screen}.png` });
        if (theme === "light" && language === "da") console.log(`${name} ${width} ${screen}: ${took} ms`);
      }
    }
  }
  await desk.close();
}

async function madeStore(cases) {
  const made = await mkdtemp(join(tmpdir(), "sagsbord-sizes-"));
  await promisify(execFile)(backendProgram, ["demo-data", "--folder", made, "--scale", cases], { maxBuffer: 1e7 });
  return made;
}

await mkdir(folder, { recursive: true });
for (const asked of process.argv.slice(2)) {
  const isSize = /^\d+$/.test(asked);
  const store = isSize ? await madeStore(asked) : asked;
  const backend = await serveStore(store);
  try {
    await photograph(isSize ? asked : basename(asked), backend.url, "anne");
  } finally {
    await backend.stop();
    if (isSize) await rm(store, { recursive: true, force: true });
  }
}
await closeBrowser();
