import assert from "node:assert/strict";
import { test } from "node:test";
import { onDesk, picture, ready } from "../browser.mjs";

const passphrase = "fem grå gæs går forbi";
const newPassphrase = "syv røde ræve ved åen";
const password = "regn over havnen i maj";

test("first start: a passphrase, an administrator, and in", async () => {
  await onDesk({ demo: false }, async (page, backend) => {
    await ready(page, "choose_passphrase");
    await picture(page, "choose-passphrase");
    await page.keyboard.type("kort");
    await page.fill("[name=passphrase-again]", "noget andet");
    await page.keyboard.press("Enter");
    await page.getByText("De to er ikke ens").waitFor();

    await page.fill("[name=passphrase-again]", "kort");
    await page.keyboard.press("Enter");
    await page.getByText("Adgangssætningen er for kort").waitFor();

    await page.fill("[name=passphrase]", passphrase);
    await page.fill("[name=passphrase-again]", passphrase);
    await page.keyboard.press("Enter");

    await ready(page, "first_administrator");
    await picture(page, "first-administrator");
    await page.click("button[type=submit]");
    assert.equal(await page.locator("[aria-invalid=true]").count(), 4, "each empty field says so itself");
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("name")),
      "municipality",
      "the first wrong field has the focus",
    );

    await page.fill("[name=municipality]", "Prøveby Kommune");
    await page.fill("[name=name]", "Alma Prøve");
    await page.fill("[name=username]", "alma");
    await page.fill("[name=password]", "alma");
    await page.fill("[name=password-again]", "alma");
    await page.keyboard.press("Enter");
    await page.getByText("Adgangskoden er for kort eller for kendt").waitFor();

    await page.fill("[name=password]", password);
    await page.fill("[name=password-again]", password);
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    await page.getByText("Prøveby Kommune").waitFor();
    assert.deepEqual(
      await page.locator("nav [data-room]").allTextContents().then((names) => names.map((name) => name.trim())),
      ["Indeks", "Indstillinger"],
      "an administrator runs the program and sees no cases",
    );

    await page.getByRole("tab", { name: "Data og sikkerhedskopi" }).click();
    await page.getByLabel("Adgangssætning", { exact: true }).fill(passphrase);
    await page.getByLabel("Ny adgangssætning").fill(newPassphrase);
    await page.getByLabel("Adgangssætningen igen").last().fill(newPassphrase);
    await page.getByRole("button", { name: "Skift adgangssætning" }).click();
    await page.getByText("Adgangssætningen er skiftet").waitFor();

    await backend.kill();
    await backend.startAgain();
    await page.reload();
    await ready(page, "ask_passphrase");
    await picture(page, "ask-passphrase");
    await page.keyboard.type(passphrase);
    await page.keyboard.press("Enter");
    await page.getByText("Adgangssætningen passer ikke").waitFor();
    await page.fill("[name=passphrase]", newPassphrase);
    await page.keyboard.press("Enter");

    await ready(page, "sign_in");
    assert.equal(await page.locator("[data-demo]").count(), 0, "demo accounts belong to the demo alone");
    await page.fill("[name=username]", "alma");
    await page.fill("[name=password]", password);
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
  });
});
