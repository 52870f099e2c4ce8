import { chromium } from "playwright-core";

/** @returns {Promise<import("playwright-core").Browser>} */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Chromium's own sandbox does not run as root, and test machines often do.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

/**
 * A window of its own on the desk, with nothing remembered.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 */
export async function openDesk(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.stack ?? error.message));
  await page.goto(url);
  return { page, faults, close: () => context.close() };
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
