import assert from "node:assert/strict";
import { test } from "node:test";
import { enterRoom, onDesk, openDesk, signInAs } from "../browser.mjs";

const roomsOf = {
  anne: ["my_day", "search", "deadlines", "tasks", "aktindsigt", "quality", "index", "settings"],
  bo: ["my_day", "search", "deadlines", "tasks", "aktindsigt", "quality", "index", "team", "settings"],
  dorthe: ["my_day", "search", "deadlines", "tasks", "aktindsigt", "quality", "index", "audit", "settings"],
  mads: ["my_day", "search", "deadlines", "tasks", "aktindsigt", "quality", "index", "team", "audit", "settings"],
  agnes: ["index", "settings"],
};

test("each role sees the rooms that work for it, and every one of them opens", async () => {
  await onDesk({}, async (_page, backend) => {
    for (const [username, expected] of Object.entries(roomsOf)) {
      const desk = await openDesk(backend.url);
      await signInAs(desk.page, username);
      const found = await desk.page
        .locator("nav [data-room]")
        .evaluateAll((links) => links.map((link) => link.getAttribute("data-room")));
      assert.deepEqual(found, expected, username);
      for (const room of expected) {
        await enterRoom(desk.page, room);
        const name = await desk.page.locator(`[data-room=${room}]`).innerText();
        assert.equal(await desk.page.title(), `${name.trim()} – Sagsbord`);
        assert.equal(await desk.page.locator("main [role=alert]").count(), 0, `${username} in ${room}: no error`);
      }
      assert.deepEqual(desk.faults, [], username);
      await desk.close();
    }
  });
});

test("a link to a room that a person may not enter leads to her first room", async () => {
  await onDesk({}, async (page, backend) => {
    await page.goto(`${backend.url}/#/revision`);
    await signInAs(page, "anne");
    await page.waitForSelector("[data-room=my_day][aria-current=page]");
  });
});
