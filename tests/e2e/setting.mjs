// What every test in the real window stands on: a display, a home, the demo municipality.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openDisplay } from "./display.mjs";
import { openWindow } from "./webdriver.mjs";

const built = (name) => fileURLToPath(new URL(`../../target/debug/${name}`, import.meta.url));
export const app = process.env.SAGSBORD_APP ?? built("sagsbord");
export const cli = process.env.SAGSBORD_CLI ?? built("sagsbord-cli");
const pictures = fileURLToPath(new URL("../../ui/test-output/", import.meta.url));

let display;
let folder;

before(async () => {
  display = await openDisplay();
  folder = await mkdtemp(join(tmpdir(), "sagsbord-window-"));
  await mkdir(pictures, { recursive: true });
});

after(async () => {
  display?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Of this run, and gone after it. */
export const home = () => folder;

/** A home of its own, and no key service: the same on every machine. */
export function environment(bus) {
  return {
    ...process.env,
    DISPLAY: display.name,
    HOME: folder,
    XDG_DATA_HOME: join(folder, "data"),
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_CACHE_HOME: join(folder, "cache"),
    DBUS_SESSION_BUS_ADDRESS: bus?.address ?? "unix:path=/nonexistent",
    NO_AT_BRIDGE: "1",
  };
}

export async function inWindow(args, work, bus = null) {
  const window = await openWindow(app, args, environment(bus));
  const picture = async (name) => writeFile(join(pictures, `window-${name}.png`), await window.picture());
  try {
    await work(window, picture);
  } catch (thrown) {
    await picture("failed").catch(() => undefined);
    const strayErrors = await window.strayErrors().catch(() => []);
    if (strayErrors.length > 0) thrown.message += `; stray errors in the window: ${strayErrors.join("; ")}`;
    throw thrown;
  } finally {
    await window.close();
  }
}

const made = new Map();

/** A demo municipality of the test's own, copied from one of its size that is made once. */
export async function demo(name, cases = null) {
  const original = join(folder, `the-demo-${cases ?? "whole"}`);
  const scale = cases === null ? [] : ["--scale", String(cases), "--cases-only"];
  if (!made.has(cases)) made.set(cases, promisify(execFile)(cli, ["demo-data", "--folder", original, ...scale], { maxBuffer: 1e7 }));
  await made.get(cases);
  await cp(original, join(folder, name), { recursive: true });
  return join(folder, name);
}
