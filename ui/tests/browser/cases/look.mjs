import assert from "node:assert/strict";
import { test } from "node:test";
import { onDesk, openDesk, ready, roomReady, signInAs } from "../browser.mjs";

test("language, theme, text size and density change at once and are kept for the person", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    const choose = async (words) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type(words);
      await page.keyboard.press("Enter");
    };
    await choose("tema moerkt");
    await page.waitForSelector("html[data-theme=dark]");
    await choose("tekst stoerst");
    await page.waitForSelector("html[data-text-size=larger]");
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "20px");
    await choose("engelsk");
    await page.waitForSelector("html[lang=en]");
    await page.getByRole("link", { name: "My day" }).waitFor();
    assert.equal(await page.title(), "My day – Sagsbord");

    await page.reload();
    await page.waitForSelector("html[data-theme=dark][data-text-size=larger][lang=en]");

    const elsewhere = await openDesk(backend.url);
    await signInAs(elsewhere.page, "anne");
    await elsewhere.page.waitForSelector("html[data-theme=dark][data-text-size=larger][lang=en]");
    await elsewhere.close();

    const other = await openDesk(backend.url);
    await signInAs(other.page, "bo");
    await other.page.waitForSelector("html[data-theme=light][data-text-size=normal][lang=da]");
    await other.close();
  });
});

test("the sign-in screen remembers how this machine last looked, and can be changed before signing in", async () => {
  await onDesk({}, async (page) => {
    await ready(page, "sign_in");
    await page.getByRole("button", { name: "Sprog og udseende" }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.getByRole("menuitemradio", { name: "High contrast" }).click();
    await page.reload();
    await page.waitForSelector("html[data-theme=contrast][lang=en]");
    await ready(page, "sign_in");
  });
});

test("at the largest text nothing is cut off and the page itself never scrolls sideways", async () => {
  await onDesk({}, async (page) => {
    await page.evaluate(() => localStorage.setItem("sagsbord.look", JSON.stringify({ textSize: "larger" })));
    await page.reload();
    await ready(page, "sign_in");
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(await sideways(), false);
    await signInAs(page, "mads");
    await roomReady(page);
    assert.equal(await sideways(), false);
  });
});
