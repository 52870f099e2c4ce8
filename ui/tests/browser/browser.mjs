import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startBackend } from "./development-backend.mjs";

const pictures = fileURLToPath(new URL("../../test-output/", import.meta.url));

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

function openBrowser() {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Chromium's own sandbox does not run as root, and test machines often do.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  return browser;
}

export async function closeBrowser() {
  await (await browser)?.close();
}

/**
 * A window of its own on the desk, with nothing remembered.
 *
 * @param {string} url
 */
export async function openDesk(url) {
  const context = await (await openBrowser()).newContext({
    viewport: { width: 1280, height: 800 },
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  /** What no test may leave behind: thrown errors, and whatever the content security policy stopped. */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
}

/**
 * Runs one test on a backend and a window of its own, and asks that nothing was thrown.
 *
 * @param {{ demo?: boolean, cases?: number | null, clearDesks?: boolean }} options
 * @param {(page: import("playwright-core").Page, backend: Awaited<ReturnType<typeof startBackend>>) => Promise<void>} work
 */
export async function onDesk({ demo = true, cases = null, clearDesks = false }, work) {
  const backend = await startBackend({ demo, cases, clearDesks });
  const desk = await openDesk(backend.url);
  try {
    await work(desk.page, backend);
    assert.deepEqual(desk.faults, [], "nothing was thrown in the window");
  } catch (thrown) {
    await picture(desk.page, `failed-${Date.now()}`).catch(() => undefined);
    throw thrown;
  } finally {
    await desk.close();
    await backend.stop();
  }
}

export async function picture(page, name) {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png` });
}

/** Waits until the screen of a phase is painted and can be used. */
export async function ready(page, phase) {
  await page.waitForSelector(`html[data-ready="${phase}"]`, { state: "attached" });
}

/** @param {import("playwright-core").Page} page */
export async function signInAs(page, username) {
  await ready(page, "sign_in");
  await page.click(`[data-demo="${username}"]`);
  await ready(page, "signed_in");
  await roomReady(page);
}

export async function roomReady(page) {
  await page.waitForSelector("[data-room-ready]", { state: "attached" });
  await page.evaluate(() => document.fonts.ready);
}

/** Goes to a room by its link in the rail. */
export async function enterRoom(page, room) {
  await page.click(`[data-room="${room}"]`);
  await page.waitForSelector(`[data-room="${room}"][aria-current="page"]`);
  await roomReady(page);
}

/** What has the keyboard just now, in words for an assertion. */
export function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    return at === null || at === document.body
      ? "nothing"
      : `${at.tagName.toLowerCase()} ${at.getAttribute("aria-label") ?? at.getAttribute("name") ?? at.textContent.trim().slice(0, 40)}`;
  });
}

/** Asks the desk as this window would, past the screens. */
export function ask(page, command, request) {
  return page.evaluate(
    async ([command, request]) => {
      const client = sessionStorage.getItem("sagsbord.client") ?? "";
      const response = await fetch(`/call/${command}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-desk-client": client },
        body: JSON.stringify(request),
      });
      return response.json();
    },
    [command, request],
  );
}

/** The n-th row of the list on the screen, counted from 1. */
export function row(page, n) {
  return page.locator(`[role=grid] [role=row][aria-rowindex="${n + 1}"]`);
}

/** Presses a key until something has the focus: how a person without a mouse gets there. */
export async function tabTo(page, isThere, key = "Tab", atMost = 60) {
  for (let presses = 0; presses < atMost; presses += 1) {
    if (await page.evaluate(isThere)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`not reached with ${atMost} × ${key}; at: ${await focused(page)}`);
}
