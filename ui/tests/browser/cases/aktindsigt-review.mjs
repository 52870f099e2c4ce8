import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, onDesk, picture, signInAs } from "../browser.mjs";

const go = (page, link) => page.evaluate((to) => (location.hash = `#/${to}`), link);

/** A request with what lies in the case that has most documents that are not too many. */
async function request(page) {
  const { rows } = await ask(page, "list_cases", {
    text: "", status: [], unitId: null, responsibleId: null, onlyMine: true, onlyUnassigned: false, onlyOpen: true, due: null,
    sort: "due_first", offset: 0, limit: 100,
  });
  const asked = rows.find((one) => one.documents >= 3 && one.documents <= 12) ?? rows.find((one) => one.documents > 0);
  const { detail: { standing } } = { detail: await ask(page, "show_case", { id: asked.id, from: null }) };
  const made = await ask(page, "register_aktindsigt", {
    title: "Aktindsigt i sag om hjælpemidler", caseIds: [asked.id], kle: null, unitId: standing.unitId, teamId: standing.teamId,
    receivedOn: "2026-01-05",
    facts: {
      receivedHow: "mail", role: "journalist", name: "Poul Bille", cpr: null, contact: "", onBehalfOf: "", identity: null,
      authorityDocumentId: null, text: "", theme: "Rampen", wantedForm: "bundle", isDecision: null, matters: [],
    },
    regimes: ["public_access"],
  });
  await ask(page, "collect_items", { id: made.detail.id, from: { kind: "cases", caseIds: [] } });
  return made.detail.id;
}

const review = (page, id) => ask(page, "open_review", { id });

/** Its documents are read by themselves; every answer tells how far that has come. */
async function whenRead(page, id) {
  for (let tries = 0; tries < 600; tries += 1) {
    const now = await review(page, id);
    if (now.counts.waiting === 0) return now;
    await page.waitForTimeout(100);
  }
  throw new Error("the documents were never read");
}

/** A document whose first findings lie on its first page, apart from each other. */
async function withFindings(page, id, items) {
  for (const item of items) {
    if (item.state !== "ready" || item.unanswered < 4) continue;
    const { findings } = await ask(page, "list_review_findings", { id, itemId: item.id });
    const [one, two] = findings.filter((finding) => finding.found.flag);
    if (one.page === 1 && two.page === 1 && one.areas[0][3] <= two.areas[0][1]) return item;
  }
  throw new Error("no document has two findings on its first page");
}

const said = (page, text) => page.locator(".said").filter({ hasText: text }).waitFor();

test("the pages are reviewed by the keyboard alone, and everything is said", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    const id = await request(page);
    const before = await whenRead(page, id);
    const first = await withFindings(page, id, before.items);
    await go(page, `aktindsigt/${id}/gennemgang?akt=${first.id}`);
    await page.locator("[data-sheet] img.drawn").first().waitFor();
    const counts = async () => (await review(page, id)).items.find((one) => one.id === first.id);

    // From finding to finding, each with what it is and whether somebody has answered.
    await page.keyboard.press("j");
    await said(page, "Fund 1 af");
    await said(page, "Ikke besvaret");
    await page.locator(".finding.at").first().waitFor();
    await hasNoViolation(page, "a finding");
    await picture(page, "review-finding");
    await page.keyboard.press("j");
    await said(page, "Fund 2 af");
    await page.keyboard.press("k");
    await said(page, "Fund 1 af");

    // Covered on the basis of the digit, and on to the next that has no answer.
    await page.keyboard.press("1");
    await said(page, "Hjemmel: §");
    await page.keyboard.press("d");
    await said(page, "Dækket efter §");
    assert.ok((await counts()).unanswered < first.unanswered);
    await page.locator(".mark.cover").first().waitFor();

    // Kept for a reason; without one it is asked for.
    await page.keyboard.press("b");
    const dialog = page.getByRole("dialog", { name: "Behold åbent" });
    await dialog.waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await hasNoViolation(page, "why it is kept");
    await page.keyboard.type("Ansøgeren kender det");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    assert.equal((await counts()).kept, 1);

    // Taken back and done again, to the end.
    await page.locator("[data-sheet]").focus();
    await page.keyboard.press("Control+z");
    await said(page, "Fortrudt");
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelectorAll(".mark.cover, .mark.keep").length === 0);
    assert.equal((await counts()).unanswered, first.unanswered);
    await page.keyboard.press("Control+z");
    await said(page, "intet at fortryde");
    await page.keyboard.press("Control+Shift+z");
    await said(page, "Gentaget");
    await page.keyboard.press("Control+Shift+z");
    await page.waitForFunction(() => document.querySelector(".mark.keep") !== null || document.querySelector(".finding.keep") !== null);
    assert.ok((await counts()).unanswered <= first.unanswered - 2);

    // Words and frames are pointed out by the keys too.
    await page.keyboard.press("o");
    await said(page, "Vælg ord med pilene");
    await page.keyboard.press("Shift+ArrowRight");
    await page.locator(".selected").first().waitFor();
    await page.keyboard.press("d");
    await said(page, "Dækket");
    await page.keyboard.press("r");
    await said(page, "Flyt feltet");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("d");
    await page.getByRole("heading", { name: /Andre markeringer \(2\)/ }).waitFor();

    // Everywhere: counted first, then one answer.
    await page.locator("[data-sheet]").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Shift+D");
    const everywhere = page.getByRole("dialog", { name: "Overalt i anmodningen" });
    await everywhere.getByText(/^Steder: \d+\. Sider: \d+\./).waitFor();
    await hasNoViolation(page, "everywhere");
    await picture(page, "review-everywhere");
    await everywhere.getByRole("button", { name: /^Dæk \d+ sted(er)?$/ }).click();
    await everywhere.waitFor({ state: "detached" });

    // A note to a colleague, and the keys' overview.
    await page.locator("[data-sheet]").focus();
    await page.keyboard.press("n");
    await page.getByRole("dialog", { name: /^Note til side/ }).waitFor();
    await page.keyboard.type("Se på adressen");
    await page.getByRole("button", { name: "Gem noten" }).click();
    await page.getByText("Se på adressen").waitFor();
    await page.locator("[data-sheet]").focus();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Taster i gennemgangen" }).waitFor();
    await hasNoViolation(page, "the keys");
    await page.keyboard.press("Escape");
    await page.locator("[data-sheet]").focus();
    await picture(page, "review-marks");

    // A page that was shown whole is read, and the next page follows without a press of the mouse.
    await page.keyboard.press("End");
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");
    await said(page, "Akt 2, side 1");
    await page.locator("[data-sheet] img.drawn").first().waitFor();
    await page.locator("[data-sheet]").evaluate((sheet) => sheet.scrollTo(0, sheet.scrollHeight));
    await page.locator(".thumb").filter({ hasText: "✓" }).first().waitFor();
    assert.equal((await review(page, id)).items[1].unread, 0);
    for (const theme of ["dark", "contrast"]) {
      await page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
      await hasNoViolation(page, `review, ${theme}`);
      await picture(page, `review-${theme}`);
    }
  });
});

test("a page that was opened while it was being read counts as read, and one stays where one was", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    // Nothing has been read for it before somebody opens it.
    const id = await request(page);
    await go(page, `aktindsigt/${id}/gennemgang`);
    await page.locator("[data-sheet] img.drawn").first().waitFor();
    await page.waitForFunction(() => document.activeElement?.hasAttribute("data-sheet"));
    await page.locator("[data-sheet]").evaluate((sheet) => sheet.scrollTo(0, sheet.scrollHeight));
    await page.locator(".thumb[aria-current=page]").filter({ hasText: "✓" }).waitFor();
    assert.ok(await page.locator("[data-sheet]").evaluate((sheet) => sheet.scrollTop > 0), "the page has not jumped to its top");

    // The keys go along to the next document.
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    await said(page, "Akt 2, side 1");
    await page.waitForFunction(() => document.activeElement?.hasAttribute("data-sheet"));
    await page.keyboard.press("ArrowLeft");
    await said(page, "Akt 1, side");
    await page.waitForFunction(() => document.activeElement?.hasAttribute("data-sheet"));
  });
});

test("a review that is not there says so", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    await go(page, "aktindsigt/00000000-0000-4000-8000-000000000000/gennemgang");
    await page.getByRole("alert").waitFor();
    await hasNoViolation(page, "no such review");
  });
});
