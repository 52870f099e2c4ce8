import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";

const driver = process.env.WEBKIT_DRIVER ?? "WebKitWebDriver";
const elementKey = "element-6066-11e4-a52e-4f735466cecf";
/** Keys that have no character, in WebDriver's own code. */
export const keys = {
  null: "\uE000",
  tab: "\uE004",
  enter: "\uE007",
  shift: "\uE008",
  control: "\uE009",
  escape: "\uE00C",
  end: "\uE010",
  home: "\uE011",
  left: "\uE012",
  up: "\uE013",
  right: "\uE014",
  down: "\uE015",
  delete: "\uE017",
  f5: "\uE035",
  f6: "\uE036",
};

/**
 * The real window, driven by WebKit's own driver. Started with the given arguments; everything that was
 * started is gone after `close`, also when the session hung.
 *
 * @param {string} app
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 */
export async function openWindow(app, args, environment) {
  const port = await freePort();
  const process_ = spawn(driver, [`--port=${port}`], {
    stdio: "ignore",
    // Without the first, the session hangs; without the second, the first picture shows an older frame.
    env: { ...environment, TAURI_WEBVIEW_AUTOMATION: "true", WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1" },
  });
  const base = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${base}/status`)).ok, "the driver answers");
  let session = "";

  async function command(method, path, body) {
    const response = await fetch(`${base}${session}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  async function close() {
    if (session) await command("DELETE", "").catch(() => undefined);
    const family = await descendants(process_.pid);
    process_.kill("SIGTERM");
    for (const pid of family) stop(pid);
  }

  try {
    const opened = await command("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: app, args } } },
    });
    session = `/session/${opened.sessionId}`;
  } catch (thrown) {
    await close();
    throw thrown;
  }

  const run = (script, ...args) => command("POST", "/execute/sync", { script, args });
  // The screens tell a person of a stray error without its text; a test that fails wants to read it.
  await run(`globalThis.strayErrors = [];
    const note = (thrown) => strayErrors.push(String(thrown) + "\\n" + (thrown?.stack ?? JSON.stringify(thrown)));
    addEventListener("error", (event) => event.error && note(event.error));
    addEventListener("unhandledrejection", (event) => note(event.reason));`);
  const find = async (css) => (await command("POST", "/element", { using: "css selector", value: css }))[elementKey];

  return {
    close,
    run,
    strayErrors: () => run("return strayErrors"),
    /** Waits until the screen of a phase is painted and can be used. */
    ready: (phase) =>
      until(async () => (await run("return document.documentElement.dataset.ready")) === phase, `ready: ${phase}`),
    see: (css) => until(async () => (await run("return !!document.querySelector(arguments[0])", css)) === true, `see ${css}`),
    seeText: (text) =>
      until(async () => (await run("return document.body.innerText")).includes(text), `see the text ${text}`),
    text: async (css) => command("GET", `/element/${await find(css)}/text`),
    // A window that has only just come up cannot be clicked yet: a person would wait for it too.
    click: (css) =>
      until(async () => (await command("POST", `/element/${await find(css)}/click`, {})) === null, `click ${css}`, 15_000),
    fill: (css, text) =>
      until(
        async () => {
          const element = await find(css);
          await command("POST", `/element/${element}/clear`, {});
          return (await command("POST", `/element/${element}/value`, { text })) === null;
        },
        `fill ${css}`,
        15_000,
      ),
    /** Types where the focus is, as a person does. */
    type: async (text) => {
      const actions = [...text].flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]);
      await command("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    press: async (...combination) => {
      const actions = [
        ...combination.map((value) => ({ type: "keyDown", value })),
        ...combination.toReversed().map((value) => ({ type: "keyUp", value })),
      ];
      await command("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    picture: async () => {
      // The driver waits for a frame that is newly drawn, and on a page where nothing moves it would wait for ever.
      await run(`const dot = document.createElement("i");
        dot.style.cssText = "position:fixed;right:0;bottom:0;width:1px;height:1px;pointer-events:none";
        document.documentElement.append(dot);
        let drawn = 0;
        const turn = () => {
          dot.style.background = drawn++ % 2 ? "#fefefe" : "#fdfdfd";
          if (dot.isConnected) requestAnimationFrame(turn);
        };
        turn();
        globalThis.pictureIsTaken = () => dot.remove();`);
      // What was last typed or pressed is on the screen only after the next frame.
      await run(`return document.fonts.ready.then(() => new Promise((painted) =>
        requestAnimationFrame(() => requestAnimationFrame(() => painted(true)))))`);
      try {
        return Buffer.from(await command("GET", "/screenshot"), "base64");
      } finally {
        await run("pictureIsTaken()");
      }
    },
  };
}

/** Asks again until it is so. Real programs take the time they take; only the upper end is bounded. */
export async function until(isSo, what, atMost = 60_000) {
  const end = Date.now() + atMost;
  let last;
  for (;;) {
    try {
      if (await isSo()) return;
    } catch (thrown) {
      last = thrown;
    }
    if (Date.now() > end) throw new Error(`not within ${atMost / 1000} s: ${what}`, { cause: last });
    await new Promise((next) => setTimeout(next, 100));
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** All processes below one, deepest first, so that a hung window leaves none behind. */
async function descendants(pid) {
  const parents = new Map();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const parent = Number(/\) \S (\d+)/.exec(status)?.[1]);
    parents.set(Number(name), parent);
  }
  const below = (one) => [...parents].filter(([, parent]) => parent === one).flatMap(([child]) => [...below(child), child]);
  return below(pid);
}

function stop(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
