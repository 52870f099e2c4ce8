// In the real window over a large town: how long from a key to the painted hits, and whether a long list keeps up while
// it is scrolled. `cargo xtask bench overview` starts it; `SAGSBORD_APP` is the program, `SAGSBORD_FOLDER` the town.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keys, openWindow, until } from "../../tests/e2e/webdriver.mjs";

/** As people type: names whole and wrong, numbers, words that stand in many titles and in few. */
const typed = [
  "søren nguyen", "line brandt", "aage larsen", "kristian", "ahmed christesnen", "hansen peter", "2026-00012", "2024-1",
  "27.12", "støtte", "bolig lejl", "sygedagpenge", "parkering", "marie møller støtte", "qwzxp",
];
/** About a hundred words a minute: faster than most, so that the window has no rest between the keys. */
const betweenKeys = 110;
const paintBudget = 80;

const home = await mkdtemp(join(tmpdir(), "sagsbord-overview-"));
const window = await openWindow(process.env.SAGSBORD_APP, ["--demo", process.env.SAGSBORD_FOLDER], {
  ...process.env,
  HOME: home,
  XDG_DATA_HOME: join(home, "data"),
  XDG_CONFIG_HOME: join(home, "config"),
  XDG_CACHE_HOME: join(home, "cache"),
  DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
  NO_AT_BRIDGE: "1",
});
try {
  await window.ready("sign_in");
  await window.click("[data-demo=dorthe]");
  await window.ready("signed_in");
  await search();
  await scroll();
} finally {
  await window.close();
  await rm(home, { recursive: true, force: true });
}

async function search() {
  await window.press(keys.control, "k");
  await window.see("dialog[open] [role=combobox]");
  await window.run(`
    globalThis.paints = [];
    const field = document.querySelector("dialog[open] [role=combobox]");
    field.addEventListener("keydown", (event) => {
      if (event.key.length !== 1 || event.ctrlKey) return;
      const begun = performance.now();
      const before = field.value;
      const look = () => {
        if (field.value === before || field.getAttribute("aria-busy") === "true") return requestAnimationFrame(look);
        // A message is handled after the frame that was being made is painted.
        const painted = new MessageChannel();
        painted.port1.onmessage = () => paints.push([performance.now() - begun, field.value]);
        painted.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    }, true);`);
  const count = () => window.run("return paints.length");
  let sent = 0;
  for (const text of typed) {
    for (const key of text) {
      const begun = Date.now();
      await window.type(key);
      sent += 1;
      await new Promise((next) => setTimeout(next, Math.max(0, betweenKeys - (Date.now() - begun))));
    }
    await until(async () => (await count()) >= sent, `the hits of ${text}`);
    await window.run(`
      const field = document.querySelector("dialog[open] [role=combobox]");
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));`);
  }
  const painted = await window.run("return paints");
  const paints = painted.map(([time]) => time);
  const late = at(paints, 0.95);
  say(`from the key to painted hits, ${paints.length} keys`, paints, `   p95 budget ${paintBudget} ms: ${late <= paintBudget ? "within" : "OVER"}`);
  const slowest = painted.toSorted(([one], [other]) => other - one).slice(0, 8);
  for (const [time, text] of slowest) console.log(`    ${time.toFixed(0).padStart(5)} ms for \`${text}\``);
  await window.press(keys.escape);
}

async function scroll() {
  await window.press(keys.control, "k");
  await window.see("dialog[open] [role=combobox]");
  await window.type("soeg");
  await window.press(keys.enter);
  await window.see('[role=grid] [aria-rowindex="2"]');
  await window.seeText("sager");
  const rows = await window.run(`return Number(document.querySelector("[role=grid]").getAttribute("aria-rowcount")) - 1`);
  console.log(`a list of ${rows.toLocaleString("da-DK")} rows`);
  // What the display itself gives is no fault of the list.
  say("frames at rest", await frames(0, 240));
  say("frames while a row a frame goes by", await frames(36, 600));
  say("frames while ten rows a frame go by", await frames(360, 600));
  say("frames while a thousand rows a frame go by", await frames(36_000, 240));
  say("frames on the way back, a row a frame", await frames(-36, 600));
}

/** The time of each frame. */
function frames(pixels, count) {
  return window.run(
    `const [pixels, count] = arguments;
    const grid = document.querySelector("[role=grid]");
    return new Promise((done) => {
      const times = [];
      let last = null;
      const next = (now) => {
        if (last !== null) times.push(now - last);
        last = now;
        grid.scrollTop += pixels;
        if (times.length < count) requestAnimationFrame(next);
        else done(times);
      };
      requestAnimationFrame(next);
    });`,
    pixels,
    count,
  );
}

function at(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * share)] ?? 0;
}

function say(what, values, verdict = "") {
  const [half, late, most] = [0.5, 0.95, 1].map((share) => at(values, share).toFixed(1).padStart(6));
  const dropped = values.filter((value) => value > 25).length;
  const frames = what.startsWith("frames") ? `   ${dropped} of ${values.length} later than a frame and a half` : "";
  console.log(`  ${what.padEnd(44)} p50 ${half}  p95 ${late}  most ${most} ms${frames}${verdict}`);
}
