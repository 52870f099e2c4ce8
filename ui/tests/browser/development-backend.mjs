import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const backendProgram = process.env.SAGSBORD_CLI ?? fileURLToPath(new URL("../../../target/debug/sagsbord-cli", import.meta.url));
const builtScreens = fileURLToPath(new URL("../../dist", import.meta.url));

/** One demo store of each size is made for the whole run; each backend gets a copy of its own. */
const demoStores = new Map();

function demoStoreFolder(cases, clearDesks) {
  const which = `${cases} ${clearDesks}`;
  if (!demoStores.has(which)) demoStores.set(which, makeDemoStore(cases, clearDesks));
  return demoStores.get(which);
}

async function makeDemoStore(cases, clearDesks) {
  const folder = await mkdtemp(join(tmpdir(), "sagsbord-demo-"));
  const scale = cases === null ? [] : ["--scale", String(cases), "--cases-only"];
  const desks = clearDesks ? ["--clear-desks"] : [];
  await promisify(execFile)(backendProgram, ["demo-data", "--folder", folder, ...scale, ...desks], { maxBuffer: 1e7 });
  return folder;
}

export async function removeDemoStore() {
  for (const folder of demoStores.values()) await rm(await folder, { recursive: true, force: true });
}

/**
 * The real use cases over HTTP, on a folder of their own: the demo municipality, or nothing yet.
 *
 * @param {{ demo: boolean, cases?: number | null, clearDesks?: boolean }} options A demo with fewer cases, where all of them
 * are gone through; without tasks and notes, where a test lays out its own.
 */
export async function startBackend({ demo, cases = null, clearDesks = false }) {
  const folder = await mkdtemp(join(tmpdir(), "sagsbord-ui-"));
  if (demo) await cp(await demoStoreFolder(cases, clearDesks), folder, { recursive: true });
  const backend = { folder, demo, url: "", process: undefined };
  await run(backend, 0);
  return {
    get url() {
      return backend.url;
    },
    /** As if the program was killed. */
    async kill() {
      await ended(backend.process, "SIGKILL");
    },
    /** On the port it had before. */
    async startAgain() {
      await run(backend, Number(new URL(backend.url).port));
    },
    async stop() {
      await ended(backend.process, "SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A demo store where it lies: for looking at, not for tests. */
export async function serveStore(folder) {
  const backend = { folder, demo: true, url: "", process: undefined };
  await run(backend, 0);
  return { url: backend.url, stop: () => ended(backend.process, "SIGTERM") };
}

async function run(backend, port) {
  const options = ["serve-dev", "--port", String(port), "--folder", backend.folder, "--ui", builtScreens];
  // Without a session bus there is no key service: the first start asks for a passphrase, on every machine alike.
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env;
  backend.process = spawn(backendProgram, backend.demo ? [...options, "--demo"] : options, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...environment, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" },
  });
  const lines = createInterface({ input: backend.process.stderr });
  const said = [];
  for await (const line of lines) {
    said.push(line);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (!url) continue;
    backend.url = url;
    // Nobody reads on, and a full pipe would stop the backend.
    backend.process.stderr.resume();
    return;
  }
  throw new Error(`the development backend did not start:\n${said.join("\n")}`);
}

function ended(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });
}
