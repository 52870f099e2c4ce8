import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ask, enterRoom, onDesk, picture, ready, row, signInAs } from "../browser.mjs";

const section = (page, name) => page.getByRole("tab", { name }).click();

test("an administrator adds a person, gives access in words, and takes it again", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "agnes");
    await section(page, "Personer og adgang");
    await page.getByRole("button", { name: "Opret person" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Navn", { exact: true }).fill("Østen Å. Ærlig");
    await dialog.getByLabel("Brugernavn").fill("oesten");
    await dialog.getByLabel("Midlertidig adgangskode").fill("kort");
    await dialog.getByRole("button", { name: "Opret person" }).click();
    await dialog.getByText("Adgangskoden er for kort").waitFor();
    await dialog.getByLabel("Midlertidig adgangskode").fill("toget kører klokken ni");
    await dialog.getByRole("button", { name: "Opret person" }).click();
    await page.getByRole("heading", { name: "Østen Å. Ærlig" }).waitFor();
    await picture(page, "settings-person");

    const pane = page.getByRole("complementary", { name: "Østen Å. Ærlig" });
    await pane.getByLabel("Op til").selectOption("sensitive");
    await pane.getByLabel(/Emne/).fill("62.1");
    await pane.getByRole("button", { name: "Giv adgang" }).click();
    await pane.getByText("Skriv et emne som 27, 27.18 eller 27.18.02.").waitFor();
    await pane.getByLabel(/Emne/).fill("62.15");
    await pane.getByRole("button", { name: "Giv adgang" }).click();
    await pane.getByText(/Emne 62\.15, Hele kommunen, op til »Følsom«/).waitFor();

    await pane.getByRole("button", { name: /Tag adgang/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Tag adgang" }).click();
    await page.waitForSelector("dialog", { state: "detached" });
    await pane.getByText("Ingen adgang").waitFor();
  });
});

test("the last administrator cannot be taken away, and the reason is said where it was asked", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "agnes");
    await section(page, "Personer og adgang");
    await page.getByLabel("Find en person").fill("agnes");
    await row(page, 1).click();
    await page.getByRole("button", { name: /Tag adgang/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Tag adgang" }).click();
    await page.getByRole("dialog").getByText("Der skal være mindst én administrator").waitFor();
  });
});

test("a backup runs with progress and ends in a folder, from which a new machine is restored", async () => {
  const target = await mkdtemp(join(tmpdir(), "sagsbord-backup-"));
  try {
    await onDesk({}, async (page) => {
      await signInAs(page, "agnes");
      await section(page, "Data og sikkerhedskopi");
      await page.getByLabel("Læg den i mappen").fill("/findes/slet/ikke");
      await page.getByLabel("Adgangssætning til kopien").fill("fem grå gæs går forbi");
      await page.getByLabel("Adgangssætningen igen").fill("fem grå gæs går forbi");
      await page.getByRole("button", { name: "Begynd" }).click();
      await page.getByText("Sikkerhedskopien kan ikke lægges i den mappe").first().waitFor();
      await page.getByLabel("Læg den i mappen").fill(target);
      await page.getByLabel("Adgangssætning til kopien").fill("fem grå gæs går forbi");
      await page.getByLabel("Adgangssætningen igen").fill("fem grå gæs går forbi");
      await page.getByRole("button", { name: "Begynd" }).click();
      await page.locator("li", { hasText: "Sikkerhedskopi" }).getByText("Færdig").waitFor({ timeout: 60_000 });
      await picture(page, "settings-data-after-backup");
      assert.equal(await page.getByRole("button", { name: "Vælg mappe" }).count(), 0, "a browser has no folder chooser");
    });
    const [backup, ...others] = await readdir(target);
    assert.deepEqual(others, [], "one folder, nothing half-made beside it");
    await onDesk({ demo: false }, async (page) => {
      await ready(page, "choose_passphrase");
      await page.getByRole("button", { name: "Gendan en sikkerhedskopi" }).click();
      await page.fill("[name=backup]", join(target, backup));
      await page.fill("[name=backup-passphrase]", "fem grå gæs går forbi");
      await page.getByRole("button", { name: "Gendan", exact: true }).click();
      const percents = page.getByRole("progressbar", { name: "Gendanner" }).locator("xpath=..");
      await percents.getByText(/^[1-9]\d? %$/).waitFor();
      await picture(page, "restoring");
      await ready(page, "ask_passphrase");
      await page.fill("[name=passphrase]", "fem grå gæs går forbi");
      await page.keyboard.press("Enter");
      await ready(page, "sign_in");
      await page.getByText("Havrelunde Kommune").waitFor();
    });
  } finally {
    await rm(target, { recursive: true, force: true });
  }
});

test("the data can be checked and the search rebuilt while one works", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "agnes");
    await section(page, "Data og sikkerhedskopi");
    await page.getByRole("button", { name: "Efterse data" }).click();
    await page.locator("li", { hasText: "Eftersyn af data" }).getByText("Færdig").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Genopbyg søgning" }).click();
    await page.locator("li", { hasText: "Genopbygning af søgning" }).getByText("Færdig").waitFor({ timeout: 60_000 });
  });
});

test("the key is changed only after it was confirmed, and the desk goes on under the new one", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "agnes");
    await section(page, "Data og sikkerhedskopi");
    await page.getByRole("button", { name: "Skift nøgle" }).click();
    const dialog = page.getByRole("dialog", { name: "Skift nøgle" });
    await dialog.getByRole("button", { name: "Fortryd" }).click();
    await page.waitForSelector("dialog", { state: "detached" });
    await page.getByRole("button", { name: "Skift nøgle" }).click();
    await dialog.getByRole("button", { name: "Skift nøgle" }).click();
    await page.getByText("Nøglen er skiftet").waitFor();
    await section(page, "Personer og adgang");
    await page.getByText("Dorthe Vestermark").first().waitFor();
  });
});

test("the audit chain is verified, and an earlier receipt proves that nothing was cut off", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    await enterRoom(page, "audit");
    await row(page, 1).getByText("Logget ind").waitFor();
    const verify = () => page.getByRole("dialog").getByRole("button", { name: "Efterprøv" }).click();
    await page.getByRole("button", { name: "Efterprøv kæden" }).click();
    await verify();
    await page.getByText("Kæden er hel").waitFor();
    const receipt = await page.locator("dialog code").innerText();
    await page.getByLabel("Tidligere kvittering").fill(receipt);
    await verify();
    await page.getByText("Den tidligere kvittering passer.").waitFor();
    const digit = receipt.at(-1) === "0" ? "1" : "0";
    await page.getByLabel("Tidligere kvittering").fill(receipt.slice(0, -1) + digit);
    await verify();
    await page.getByText("Kæden er brudt").waitFor();
    await picture(page, "audit-broken");
    await page.keyboard.press("Escape");

    await page.getByLabel("Handling").selectOption("audit_verified");
    await page.waitForURL(/handling=audit_verified/);
    await row(page, 1).getByText("Log efterprøvet").waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[id^=audit-row-]").length === 3);
  });
});

test("settings hold at once, and go back to their default", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "agnes");
    await section(page, "Kommunen");
    await page.getByLabel("Lås efter").fill("61");
    await page.keyboard.press("Tab");
    await page.waitForSelector("[aria-invalid=true]");
    await page.getByLabel("Lås efter").fill("5");
    await page.keyboard.press("Tab");
    await page.getByText("Gemt: Lås efter").waitFor();
    assert.equal(await page.locator("[aria-invalid=true]").count(), 0);
    await page.getByRole("button", { name: /Tilbage til standard/ }).click();
    await page.waitForFunction(() => document.querySelector("input[type=number]")?.value === "10");
  });
});

test("the support report can be read before it is sent, and names nobody", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "agnes");
    await section(page, "Hjælp");
    await page.getByRole("button", { name: "Vis supportrapport" }).click();
    const report = await page.getByRole("textbox", { name: "Supportrapport" }).inputValue();
    assert.ok(report.length > 50);
    assert.doesNotMatch(report, /Sølvtoft|agnes/i);
    await picture(page, "settings-help");
  });
});
