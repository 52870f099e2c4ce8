import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, onDesk, picture, signInAs } from "../browser.mjs";
import { pdf } from "../intake-files.mjs";
import { file, settled, takeIn } from "../intake-steps.mjs";

const any = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  onlyMine: false,
  onlyUnassigned: false,
  onlyOpen: true,
  due: null,
  sort: "newest_first",
  offset: 0,
  limit: 100,
};
const bytes = (text) => Buffer.from(text, "utf8");

test("files that were taken in are put on the case once, as a list beside them says", async () => {
  await onDesk({}, async (page) => {
    page.on("filechooser", () => undefined);
    await signInAs(page, "anne");
    const { rows } = await ask(page, "list_cases", any);
    const own = rows.find((row) => row.source === "Egne sager");
    await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${own.id}`);
    await page.getByRole("heading", { name: own.title, level: 2 }).waitFor();
    await takeIn(page, [
      file("ansøgning.pdf", pdf([["Jeg søger om en rampe."]])),
      file("notat.txt", bytes("Et notat.")),
      file("god.csv", bytes("fil;titel;dato;type\nansøgning.pdf;Ansøgning om rampe;9.3.2026;indgående\n")),
      file("ond.csv", bytes("fil;dato\nansøgning.pdf;31-02-2026\n")),
    ]);
    await settled(page, /^4 filer: 4 indlæst$/);
    await page.getByRole("button", { name: "Læg på sagen" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("4 dokumenter lægges på sagen.").waitFor();
    await dialog.getByLabel(/Liste over filerne/).selectOption({ label: "ond.csv" });
    await dialog.getByText(/1 fejl i listen/).waitFor();
    await dialog.getByText(/Linje 2 · dato/).waitFor();
    await dialog.getByLabel(/Liste over filerne/).selectOption({ label: "god.csv" });
    await dialog.getByText("Ansøgning om rampe").waitFor();
    await dialog.getByRole("checkbox", { name: /ond\.csv/ }).uncheck();
    await dialog.getByText("2 dokumenter lægges på sagen.").waitFor();
    await hasNoViolation(page);
    await picture(page, "intake-filing");
    await dialog.getByRole("button", { name: "Læg på sagen" }).click();
    await page.getByText("2 dokumenter er lagt på sagen.").waitFor();
    const detail = await ask(page, "show_case", { id: own.id });
    assert.ok(detail.documents.some((document) => document.title === "Ansøgning om rampe" && document.date === "2026-03-09"));

    await page.getByRole("button", { name: "Læg på sagen" }).click();
    await dialog.getByText("Ligger på sagen").first().waitFor();
  });
});
