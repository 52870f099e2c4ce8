import assert from "node:assert/strict";
import { test } from "node:test";
import { focused, onDesk, ready, roomReady, tabTo } from "../browser.mjs";

test("a whole day's round without a mouse: sign in, palette, search, a case, a document, lock, sign out", async () => {
  await onDesk({}, async (page) => {
    await ready(page, "sign_in");
    await tabTo(page, () => document.activeElement?.getAttribute("data-demo") === "anne");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    await roomReady(page);
    assert.match(await focused(page), /^h1/, "a screen reader begins at the room's name");

    await page.keyboard.press("Control+k");
    assert.match(await focused(page), /^input Søg efter borgere/);
    await page.keyboard.type("gaa soeg");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-room=search][aria-current=page]");
    await roomReady(page);
    assert.equal(await focused(page), "input Søg i sager", "in Søg one can type at once");

    await page.keyboard.type("pleje");
    await page.waitForURL(/tekst=pleje/);
    // New rows begin at the first: what was chosen among the old ones is gone.
    await page.waitForSelector("[role=search] input[aria-busy=false]");
    assert.equal(await focused(page), "input Søg i sager", "searching never takes the focus away");
    await page.keyboard.press("Enter");
    assert.match(await focused(page), /^div Sager/, "Enter leads into the list");

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const active = await page.getAttribute("[role=grid]", "aria-activedescendant");
    assert.equal(active, "cases-row-2");
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside h2");
    assert.match(await focused(page), /^div Sager/, "opening a case keeps the place in the list");

    await tabTo(page, () => document.activeElement?.closest("aside") !== null);
    await page.keyboard.press("Escape");
    await page.waitForSelector("aside", { state: "detached" });
    assert.match(await focused(page), /^div Sager/, "closing a case gives the focus back to the list");

    await page.keyboard.press("F1");
    await page.getByRole("dialog", { name: "Genveje" }).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    assert.match(await focused(page), /^div Sager/, "a dialog gives the focus back");

    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    assert.match(await focused(page), /^input password/);
    await page.keyboard.type("regn over havnen");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");

    await page.keyboard.press("Control+k");
    await page.keyboard.type("log ud");
    await page.keyboard.press("Enter");
    await ready(page, "sign_in");
    assert.equal(new URL(page.url()).hash, "", "nothing of where she was is left");
  });
});

test("every menu is opened, walked and closed by keys", async () => {
  await onDesk({}, async (page) => {
    await ready(page, "sign_in");
    await page.keyboard.type("anne");
    await page.keyboard.press("Tab");
    await page.keyboard.type("regn over havnen");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    await roomReady(page);
    await tabTo(page, () => document.activeElement?.getAttribute("aria-haspopup") === "menu", "Shift+Tab");
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /Dansk/);
    await page.keyboard.press("ArrowUp");
    assert.match(await focused(page), /Log ud/);
    await page.keyboard.press("Home");
    assert.match(await focused(page), /Dansk/);
    await page.keyboard.press("Escape");
    assert.match(await focused(page), /^button Anne/);
  });
});

test("the palette keeps what was last used on top, and what is typed can be looked for on the page", async () => {
  await onDesk({}, async (page) => {
    await ready(page, "sign_in");
    await page.click("[data-demo=anne]");
    await ready(page, "signed_in");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("taette");
    await page.keyboard.press("Enter");
    await page.waitForSelector("html[data-density=compact]");
    await page.keyboard.press("Control+k");
    assert.match(await page.locator("[role=option]").first().innerText(), /Lister: tætte/);
    await page.keyboard.type("pleje");
    assert.match(await page.locator("[role=option]").last().innerText(), /Vis alle i Søg: »pleje«/);
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/tekst=pleje/);
  });
});
