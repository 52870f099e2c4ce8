import assert from "node:assert/strict";
import { test } from "node:test";
import { enterRoom, onDesk, row, signInAs } from "../browser.mjs";

const drawn = (page) => page.locator("[role=grid] [id^=cases-row-]").count();

test("twelve thousand cases scroll from end to end with a handful of rows drawn", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "dorthe");
    await enterRoom(page, "search");
    await page.getByText("12.000 sager").waitFor();
    assert.equal(await page.getAttribute("[role=grid]", "aria-rowcount"), "12001");
    assert.ok((await drawn(page)) < 60);

    await page.locator("[role=grid]").focus();
    await page.keyboard.press("End");
    await row(page, 12_000).getByText(/\d{4}-\d{6}/).waitFor();
    assert.ok((await drawn(page)) < 60);
    await page.keyboard.press("Home");
    await row(page, 1).getByText(/\d{4}-\d{6}/).waitFor();
    for (let pages = 0; pages < 5; pages += 1) await page.keyboard.press("PageDown");
    const activeRow = () =>
      page.evaluate(() => Number(document.querySelector("[role=grid]").getAttribute("aria-activedescendant")?.split("-").at(-1)));
    await page.waitForFunction(() => /-[4-9]\d$/.test(document.querySelector("[role=grid]").getAttribute("aria-activedescendant") ?? ""));
    const active = await activeRow();
    await row(page, active + 1).getByText(/\d{4}-\d{6}/).waitFor();

    const steps = await page.locator("[role=grid]").evaluate(async (grid) => {
      const heights = new Set();
      for (let step = 0; step < 60; step += 1) {
        grid.scrollTop = step * 7_000;
        await new Promise((next) => requestAnimationFrame(next));
        for (const one of grid.querySelectorAll("[id^=cases-row-]")) heights.add(one.getBoundingClientRect().height);
      }
      return [...heights];
    });
    assert.equal(steps.length, 1, "rows that are on their way are as high as the others: nothing jumps");
  });
});

test("a million rows: both ends can be reached, and the wheel moves no farther than elsewhere", async () => {
  await onDesk({}, async (page) => {
    const million = 1_000_000;
    // Only the length is invented: the rows are the desk's own, repeated, since no demo holds a million.
    await page.route("**/call/list_cases", async (route) => {
      const asked = route.request().postDataJSON();
      const response = await route.fetch({ postData: { ...asked, offset: asked.offset % 5_000 } });
      const body = await response.json();
      await route.fulfill({ response, json: { ...body, total: million, totalIsAtLeast: true } });
    });
    await signInAs(page, "dorthe");
    await enterRoom(page, "search");
    await page.getByText("mere end 1.000.000 sager").waitFor();
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("End");
    await row(page, million).getByText(/\d{4}-\d{6}/).waitFor();
    const gap = await page.evaluate((n) => {
      const grid = document.querySelector("[role=grid]");
      const last = document.querySelector(`[aria-rowindex="${n + 1}"]`);
      return grid.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom;
    }, million);
    assert.ok(Math.abs(gap) < 24, `the last row stands at the bottom (${gap} px off)`);

    const firstRow = () =>
      page.evaluate(() => Number(document.querySelector("[id^=cases-row-]").id.split("-").at(-1)));
    const before = await firstRow();
    await page.mouse.move(600, 500);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction((was) => Number(document.querySelector("[id^=cases-row-]").id.split("-").at(-1)) < was, before);
    assert.ok(before - (await firstRow()) <= 12, "four hundred pixels are ten rows");
    await page.keyboard.press("Home");
    await row(page, 1).getByText(/\d{4}-\d{6}/).waitFor();
    assert.ok((await drawn(page)) < 60);
  });
});

test("columns can be chosen and sorted, and the choice is remembered", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    const heads = () => page.locator("[role=columnheader]").allInnerTexts().then((all) => all.map((head) => head.trim()));
    assert.ok(!(await heads()).includes("Enhed"));
    await page.getByRole("button", { name: "Vælg kolonner" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Enhed" }).click();
    await page.keyboard.press("Escape");
    assert.ok((await heads()).includes("Enhed"));
    await page.reload();
    await page.waitForSelector("[role=columnheader]");
    assert.ok((await heads()).includes("Enhed"));

    await page.getByRole("button", { name: "Frist", exact: true }).click();
    await page.waitForURL(/orden=due_first/);
    await page.waitForSelector('[role=columnheader][aria-sort="ascending"]');
    await row(page, 1).waitFor();
  });
});
