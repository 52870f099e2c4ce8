// What people do in an intake, as steps for its tests.
import { roomReady, row, signInAs } from "./browser.mjs";

export const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });

export const isFocused = (selector) => `document.activeElement?.matches(${JSON.stringify(selector)})`;
export const stateIn = (page, n) => row(page, n).locator(".state").innerText();

export async function settled(page, expected) {
  await page.waitForFunction(
    (pattern) => new RegExp(pattern).test(document.querySelector("[data-sums]")?.innerText.replace(/\s+/g, " ").trim() ?? ""),
    expected.source,
    { timeout: 60_000 },
  );
}

export async function onCase(page, username = "anne") {
  // Listened for from the start: a key can open the chooser before the browser knows that it is waited for.
  page.on("filechooser", () => undefined);
  await signInAs(page, username);
  await page.evaluate(() => (location.hash = "#/soeg?mine=ja&aabne=ja&orden=due_first"));
  await page.waitForSelector("[data-room=search][aria-current=page]");
  await roomReady(page);
  await row(page, 2).click();
  await page.waitForSelector("aside h2");
}

/** Files by the chooser of the open case, or by any button of that name. */
export async function choose(page, files, name = "Vælg filer…") {
  const button = page.getByRole("button", { name });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.first().click()]);
  await chooser.setFiles(files);
  await page.getByRole("dialog").waitFor();
}

export async function takeIn(page, files) {
  await choose(page, files);
  await page.getByRole("button", { name: /^Indlæs på sag/ }).click();
  await page.waitForURL(/indlaesning\//);
  await roomReady(page);
}
