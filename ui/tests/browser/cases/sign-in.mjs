import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, onDesk, openDesk, ready, signInAs } from "../browser.mjs";

test("a wrong password is refused kindly, and after several one has to wait", async () => {
  await onDesk({}, async (page) => {
    await ready(page, "sign_in");
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("name")),
      "username",
      "one can type at once",
    );
    await page.keyboard.type("anne");
    await page.keyboard.press("Tab");
    await page.keyboard.type("forkert adgangskode");
    await page.keyboard.press("Enter");
    await page.getByText("Brugernavn og adgangskode passer ikke sammen").waitFor();
    assert.equal(await page.inputValue("[name=password]"), "", "the wrong password is cleared");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "password");

    for (let tries = 0; tries < 12; tries += 1) {
      await page.keyboard.type("stadig forkert");
      await page.keyboard.press("Enter");
      await page.waitForSelector("form:not(:has([aria-busy=true]))");
      if (await page.getByText("For mange forsøg i træk").isVisible()) break;
    }
    await page.getByText("For mange forsøg i træk").waitFor();
    await page.locator("[data-wait]", { hasText: /Vent \d+ sekund/ }).waitFor();
  });
});

test("a password given by the administrator must be changed at the first sign-in", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "agnes");
    const added = await ask(page, "add_person", {
      name: "Nye Nielsen",
      username: "nye",
      unitId: null,
      firstPassword: "midlertidig og lang",
    });
    assert.equal(added.username, "nye");

    const own = await openDesk(backend.url);
    await ready(own.page, "sign_in");
    await own.page.fill("[name=username]", "nye");
    await own.page.fill("[name=password]", "midlertidig og lang");
    await own.page.keyboard.press("Enter");
    await own.page.getByText("Vælg din egen adgangskode").waitFor();
    assert.equal(await own.page.locator("nav").count(), 0, "nothing else can be reached before");
    await own.page.fill("[name=current-password]", "midlertidig og lang");
    await own.page.fill("[name=new-password]", "min helt egen sætning");
    await own.page.fill("[name=new-password-again]", "min helt egen sætning");
    await own.page.keyboard.press("Enter");
    await own.page.waitForSelector("nav [data-room=settings]");
    assert.deepEqual(own.faults, []);
    await own.close();
  });
});
