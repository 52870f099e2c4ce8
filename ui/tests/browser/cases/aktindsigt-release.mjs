import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, onDesk, openDesk, picture, ready, roomReady, signInAs, tabTo } from "../browser.mjs";
import { collected, decide, lettered, prepared, reviewed, withoutLetter } from "../release-steps.mjs";

const go = (page, link) => page.evaluate((to) => (location.hash = `#/${to}`), link);
const isNext = () => document.activeElement?.hasAttribute("data-next-act") ?? false;

async function openRelease(page, id) {
  await go(page, `aktindsigt/${id}?del=udlevering`);
  await page.locator("[data-road]").waitFor();
}

/** The one thing that comes next, by the keys alone. */
async function pressNext(page) {
  await page.locator("[data-next-act]").first().waitFor();
  await tabTo(page, isNext, "Tab", 120);
  await page.keyboard.press("Enter");
}

const is = (page, step, what) => page.locator(`[data-step="${step}"][data-is="${what}"]`).waitFor({ timeout: 60_000 });
const nextIs = (page, act) => page.locator(`[data-next="${act}"]`).waitFor({ timeout: 60_000 });
const standing = (page, id) => ask(page, "show_release", { id, isPart: false });

/** A colleague at a desk of her own, where the request is open. */
async function colleague(backend, username, id) {
  const desk = await openDesk(backend.url);
  await signInAs(desk.page, username);
  await openRelease(desk.page, id);
  return desk;
}

async function closed(desk) {
  assert.deepEqual(desk.faults, [], "nothing was thrown in the colleague's window");
  await desk.close();
}

test("from what is missing to what is given and called back, by the keyboard alone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sagsbord-udlevering-"));
  await onDesk({ clearDesks: true }, async (page, backend) => {
    const id = await withoutLetter(page);

    // What is missing is told with what to do, and where it is mended.
    await go(page, `aktindsigt/${id}`);
    await page.getByRole("button", { name: "Til udlevering" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('[data-obstacle="letter_missing"]').getByText("Skriv brevet.").waitFor();
    await is(page, "missing", "missing");
    await nextIs(page, "mend");
    await page.waitForFunction(isNext);
    await hasNoViolation(page, "what is missing");
    await picture(page, "release-missing");
    await page.keyboard.press("Enter");
    await page.waitForURL(/del=brev/);
    await lettered(page, id);

    // Sent with a word to whoever approves; what one typed stands there when one has looked at something in between.
    await openRelease(page, id);
    await is(page, "missing", "nothing_missing");
    await nextIs(page, "send");
    await pressNext(page);
    await page.getByRole("dialog", { name: "Send til godkendelse" }).waitFor();
    await page.keyboard.type("Se særligt på ansøgningen");
    await page.keyboard.press("Escape");
    await page.waitForFunction(isNext);
    await page.keyboard.press("Enter");
    assert.equal(await page.getByLabel("Besked til den, der godkender").inputValue(), "Se særligt på ansøgningen");
    await hasNoViolation(page, "send");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Send");
    await page.keyboard.press("Enter");
    await is(page, "approval", "waiting");
    assert.equal((await standing(page, id)).state, "awaiting_approval");

    // Built while the other looks: the keys were led on to it.
    await nextIs(page, "build");
    await page.waitForFunction(isNext);
    await page.keyboard.press("Enter");
    await is(page, "bundle", "clean");
    await page.getByText("Efterprøvet: intet dækket er fundet i filerne").waitFor();
    await page.getByText("Der blev ledt efter 1 dækket tekst.").waitFor();
    await nextIs(page, "wait_approval");
    await page.getByText("En teamleder eller chef godkender.").waitFor();
    await hasNoViolation(page, "built");
    await picture(page, "release-built");

    // Whoever approves looks at the pages, sends it back with a word on a row, and approves when it comes again.
    const bo = await colleague(backend, "bo", id);
    await nextIs(bo.page, "approve");
    await bo.page.getByRole("button", { name: "Send tilbage" }).focus();
    await bo.page.keyboard.press("Enter");
    const back = bo.page.getByRole("dialog", { name: "Send tilbage" });
    await back.waitFor();
    await bo.page.keyboard.type("Se kvitteringen igennem");
    await back.getByRole("button", { name: "Tilføj en bemærkning til en akt" }).focus();
    await bo.page.keyboard.press("Enter");
    await bo.page.keyboard.type("99");
    await bo.page.keyboard.press("Tab");
    await bo.page.keyboard.type("Er datoen rigtig?");
    await back.getByRole("button", { name: "Send tilbage" }).focus();
    await bo.page.keyboard.press("Enter");
    await back.getByText("Ingen akt har det nummer").waitFor();
    await hasNoViolation(bo.page, "no such row");
    await bo.page.keyboard.press("Control+a");
    await bo.page.keyboard.type("1");
    await bo.page.keyboard.press("Enter");
    await back.waitFor({ state: "detached" });
    await is(bo.page, "approval", "returned");
    await bo.page.getByRole("link", { name: /^Akt 1/ }).waitFor();

    // The one who sent it hears of it, sees what was said, and sends it again.
    await page.getByText("Bo Lindtofte arbejdede på anmodningen").waitFor();
    await page.getByRole("button", { name: "Vis", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Se kvitteringen igennem").waitFor();
    await page.getByText("Er datoen rigtig?").waitFor();
    await nextIs(page, "send");
    await pressNext(page);
    await page.getByRole("dialog", { name: "Send til godkendelse" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await is(page, "approval", "waiting");
    await openRelease(bo.page, id);
    await bo.page.keyboard.press("F5");
    await nextIs(bo.page, "approve");
    await pressNext(bo.page);
    await bo.page.getByRole("dialog", { name: "Godkend" }).waitFor();
    await hasNoViolation(bo.page, "approve");
    await bo.page.keyboard.press("Tab");
    await bo.page.keyboard.press("Enter");
    await is(bo.page, "approval", "approved");

    // The officer sees all of it, and stops it; nothing goes on before somebody has answered.
    const dorthe = await colleague(backend, "dorthe", id);
    await dorthe.page.getByRole("button", { name: "Se siderne" }).first().waitFor();
    await dorthe.page.getByRole("button", { name: "Stop udleveringen" }).focus();
    await dorthe.page.keyboard.press("Enter");
    await dorthe.page.getByRole("dialog", { name: "Stop udleveringen" }).waitFor();
    await dorthe.page.keyboard.press("Tab");
    await dorthe.page.keyboard.press("Enter");
    await dorthe.page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await dorthe.page.keyboard.type("Er naboens adresse dækket?");
    await dorthe.page.keyboard.press("Tab");
    await dorthe.page.keyboard.press("Enter");
    await dorthe.page.getByRole("alert").getByText("Er naboens adresse dækket?").waitFor();
    await is(dorthe.page, "officer", "stopped");
    await hasNoViolation(dorthe.page, "stopped");
    await picture(dorthe.page, "release-stopped");
    await closed(dorthe);

    await bo.page.getByRole("button", { name: "Vis", exact: true }).focus();
    await bo.page.keyboard.press("Enter");
    await nextIs(bo.page, "answer_stop");
    await pressNext(bo.page);
    const answer = bo.page.getByRole("dialog", { name: "Svar på stoppet" });
    await answer.getByText("Er naboens adresse dækket?").waitFor();
    await bo.page.keyboard.type("Adressen står der ikke. Set igennem af to.");
    await hasNoViolation(bo.page, "answer");
    await bo.page.keyboard.press("Tab");
    await bo.page.keyboard.press("Enter");
    await is(bo.page, "officer", "answered");
    await closed(bo);

    // Who does not release is told who does, and not that something lacks.
    const officer = await colleague(backend, "dorthe", id);
    await officer.page.getByText("Den, der arbejder på anmodningen, udleverer det.", { exact: false }).waitFor();
    await closed(officer);

    // A look at the pages before they go out: turned, enlarged, and left by the keys.
    await openRelease(page, id);
    await page.keyboard.press("F5");
    await nextIs(page, "give");
    await page.getByRole("button", { name: "Se siderne", exact: true }).first().focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-reader] [data-sheet]").waitFor();
    await page.waitForFunction(() => document.activeElement?.hasAttribute("data-sheet"));
    await page.locator("[data-sheet] img.drawn:not([hidden])").waitFor();
    await page.keyboard.press("End");
    const { bundles } = await standing(page, id);
    await page.waitForURL(new RegExp(`side=${bundles[0].pages}`));
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/side=2/);
    await page.locator("[data-sheet] img.drawn:not([hidden])").waitFor();
    await page.keyboard.press("+");
    await hasNoViolation(page, "the pages");
    await picture(page, "release-pages");
    await page.keyboard.press("Escape");
    await page.locator("[data-road]").waitFor();

    // The next act may lie below what is in sight: one press leads to it.
    await page.getByRole("button", { name: "Gå til det" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(isNext);

    // Given into a folder: what is frozen is told first, and a folder that is not there is refused before anything is.
    await pressNext(page);
    const give = page.getByRole("dialog", { name: "Udlevér" });
    await give.getByText("Det her bliver fastfrosset").waitFor();
    await give.getByText("registreret uden CPR-nummer").waitFor();
    await give.getByLabel("Mappe", { exact: true }).focus();
    await page.keyboard.type(join(folder, "findes-ikke"));
    await page.keyboard.press("Enter");
    await give.getByText("Mappen findes ikke. Vælg en, der findes.").waitFor();
    await hasNoViolation(page, "give");
    await picture(page, "release-give");
    await page.keyboard.press("Control+a");
    await page.keyboard.type(folder);
    await page.keyboard.press("Enter");
    await give.waitFor({ state: "detached" });
    await is(page, "give", "given");
    await page.locator('[data-outcome="written"]').waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[data-section="give"]') !== null, undefined, { timeout: 5_000 });
    assert.deepEqual((await readdir(folder)).map((name) => name.endsWith(".pdf")), [true]);
    assert.equal((await standing(page, id)).state, "released");
    await page.getByText("Udleveret", { exact: true }).first().waitFor();
    await hasNoViolation(page, "given");

    // Called back: not by a press of Enter alone, and on to the report of it.
    await page.getByRole("button", { name: "Kald tilbage" }).focus();
    await page.keyboard.press("Enter");
    const recall = page.getByRole("dialog", { name: "Kald tilbage" });
    await recall.waitFor();
    await page.keyboard.type("Naboens navn står på side 3");
    await recall.getByRole("button", { name: "Kald tilbage" }).focus();
    await page.keyboard.press("Enter");
    await recall.getByText("Sæt et flueben, hvis det er rigtigt.").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("type") === "checkbox");
    await hasNoViolation(page, "recall");
    await page.keyboard.press("Space");
    await recall.getByRole("button", { name: "Kald tilbage" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/del=brev&brev=brud/);
    await page.locator('[data-letter="breach"][aria-pressed="true"]').waitFor();
    await page.locator("[data-preview] h3").waitFor();
    await hasNoViolation(page, "the report of it");
    await picture(page, "release-report");
    await openRelease(page, id);
    await is(page, "give", "recalled");
    await nextIs(page, "report");
    await page.getByText("Naboens navn står på side 3").waitFor();

    // All of it stands in the log, in words.
    await page.getByRole("tab", { name: "Log og tid" }).click();
    for (const line of ["Sendt til godkendelse", "Kom tilbage fra godkendelse", "Godkendt", "Stoppet af databeskyttelsesrådgiveren", "Stoppet er besvaret", "Samlet og efterprøvet:", "Udleveret:", "Levering:", "Udlevering kaldt tilbage:"]) {
      await page.locator("section[aria-labelledby=request-log] strong").filter({ hasText: line }).first().waitFor();
    }
  }).finally(() => rm(folder, { recursive: true, force: true }));
});

test("what changed after it was sent is approved no more, and what goes wrong is told", async () => {
  await onDesk({ clearDesks: true }, async (page, backend) => {
    const id = await prepared(page);
    await openRelease(page, id);
    await ask(page, "send_to_approval", { id, isPart: false, acceptsFindings: false, note: "" });
    const bo = await colleague(backend, "bo", id);
    await nextIs(bo.page, "approve");

    // A decision is another now: the approver is told before she has read it all, and her press approves nothing.
    await pressNext(bo.page);
    const approve = bo.page.getByRole("dialog", { name: "Godkend" });
    await approve.waitFor();
    await bo.page.keyboard.type("Fint");
    await decide(page, id, "kvittering", "withheld", ["FVL-12"]);
    await bo.page.keyboard.press("Tab");
    await bo.page.keyboard.press("Enter");
    await approve.getByText("Noget er ændret siden. Det skal sendes, godkendes og samles igen.").waitFor();
    assert.equal(await approve.getByLabel(/^Bemærkning/).inputValue(), "Fint", "what was typed stays");
    await bo.page.keyboard.press("Escape");
    await is(bo.page, "approval", "behind");
    await bo.page.getByText("Det, der er sendt, er ikke det, der ligger her nu").waitFor();
    await hasNoViolation(bo.page, "behind");
    await bo.page.locator('[data-obstacle="letter_behind"]').waitFor();
    await closed(bo);

    await lettered(page, id);
    await page.keyboard.press("F5");
    await nextIs(page, "send_again");
    await pressNext(page);
    await page.getByText("Det, der blev sendt før, bliver taget tilbage.").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await is(page, "approval", "waiting");

    // What is typed stays through a look at another tab, and through a lock.
    await page.getByText("Skriv en bemærkning").click();
    await page.getByRole("textbox", { name: "Bemærkning", exact: true }).fill("Husk vedlagte bilag");
    await page.getByRole("tab", { name: "Anmodning" }).click();
    await page.getByRole("tab", { name: "Udlevering" }).click();
    await page.locator("[data-road]").waitFor();
    await page.getByText("Skriv en bemærkning").click();
    const remark = page.getByRole("textbox", { name: "Bemærkning", exact: true });
    assert.equal(await remark.inputValue(), "Husk vedlagte bilag");
    await remark.focus();
    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    await page.fill("dialog [name=password] >> visible=true", "regn over havnen");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    assert.equal(await remark.inputValue(), "Husk vedlagte bilag");
    await page.getByRole("button", { name: "Gem bemærkningen" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Bemærkninger (1)" }).waitFor();

    // Every answer of the desk that goes wrong is told where it was asked for.
    await page.route("**/call/build_bundle", (route) => route.abort());
    await page.getByRole("button", { name: "Saml filerne" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-section=bundle] [role=alert]").waitFor();
    await page.unroute("**/call/build_bundle");
    await page.route("**/call/show_release", (route) => route.abort());
    await page.keyboard.press("F5");
    await page.getByRole("alert").first().waitFor();
    await hasNoViolation(page, "failed");
    await page.unroute("**/call/show_release");
    await page.getByRole("button", { name: "Prøv igen" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".release > [role=alert]") === null);

    // Each act by itself, looked at file by file.
    await page.getByLabel("Brev og aktliste i én fil, og hver akt for sig").check();
    await page.getByRole("button", { name: "Saml filerne" }).focus();
    await page.keyboard.press("Enter");
    await is(page, "bundle", "clean");
    await page.getByRole("heading", { name: "Filer (2)" }).waitFor();
    await page.getByRole("button", { name: /^Se siderne i Akt/ }).focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-files] [aria-current=true]").filter({ hasText: "Akt" }).waitFor();
    await page.locator("[data-sheet] img.drawn:not([hidden])").waitFor();
    // Back over the first page is the last of the file before.
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(/fil=1/);
    await page.keyboard.press("F6");
    await page.waitForFunction(() => document.activeElement?.closest("[data-files]") !== null);
    await hasNoViolation(page, "several files");
  });
});

test("a part is given before the rest, and the rest is left to be answered", async () => {
  await onDesk({ clearDesks: true }, async (page, backend) => {
    const id = await collected(page);
    await decide(page, id, "kvittering", "given", []);
    await reviewed(page, id, ["kvittering"]);
    await lettered(page, id);
    await openRelease(page, id);
    const undecided = page.locator('[data-obstacle="undecided"]');
    await undecided.getByText("Beslut om 2 akter, eller udlevér kun en del.").waitFor();
    await page.getByLabel("Hele anmodningen").focus();
    await page.keyboard.press("ArrowDown");
    await nextIs(page, "send");
    await pressNext(page);
    await page.getByText("En anden ser det igennem, der er besluttet nu").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await is(page, "approval", "waiting");
    await page.getByText(/^En del er sendt til godkendelse af/).waitFor();
    const bo = await openDesk(backend.url);
    await signInAs(bo.page, "bo");
    // The header leads whoever approves to the act itself.
    await go(bo.page, `aktindsigt/${id}`);
    await bo.page.getByRole("button", { name: "Godkend" }).focus();
    await bo.page.keyboard.press("Enter");
    await bo.page.waitForFunction(isNext);
    await bo.page.keyboard.press("Enter");
    await bo.page.getByRole("dialog", { name: "Godkend" }).waitFor();
    await bo.page.keyboard.press("Tab");
    await bo.page.keyboard.press("Enter");
    await is(bo.page, "approval", "approved");
    await closed(bo);

    await page.getByRole("button", { name: "Vis", exact: true }).focus();
    await page.keyboard.press("Enter");
    await nextIs(page, "build");
    await pressNext(page);
    await is(page, "bundle", "clean");
    await nextIs(page, "give");
    await pressNext(page);
    const give = page.getByRole("dialog", { name: "Udlevér" });
    await give.getByText("Kun en del udleveres.").waitFor();
    // On paper: how it was given is asked for.
    await page.keyboard.press("ArrowDown");
    await give.getByRole("button", { name: "Udlevér nu" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await page.keyboard.type("Hentet i Borgerservice");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await is(page, "give", "given_in_part");
    await is(page, "approval", "not_sent_again");
    await page.getByRole("heading", { name: "Udlevering 1: en del" }).waitFor();
    await page.locator('[data-outcome="by_hand"]').getByText("Hentet i Borgerservice").waitFor();
    await page.getByText("Delvist udleveret", { exact: true }).first().waitFor();
    await nextIs(page, "mend");
    await hasNoViolation(page, "given in part");

    // The same files once more, in another way.
    await page.getByRole("button", { name: "Levér også på en anden måde" }).focus();
    await page.keyboard.press("Enter");
    const deliver = page.getByRole("dialog", { name: "Levér det udleverede" });
    await deliver.getByLabel("På en anden måde").focus();
    await page.keyboard.press("Space");
    await deliver.getByLabel("Hvordan?").focus();
    await page.keyboard.type("Sendt som brev");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await deliver.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "Leveringer (2)" }).waitFor();
    assert.equal((await standing(page, id)).releases.length, 1);
  });
});

test("a run is stopped and keeps nothing, and one that the desk knows no more holds nobody up", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    const id = await prepared(page, { receiptPages: 80 });
    await openRelease(page, id);
    await page.getByRole("button", { name: "Saml filerne" }).focus();
    await page.keyboard.press("Enter");
    await is(page, "bundle", "building");
    await page.getByRole("progressbar", { name: "Samling af aktindsigt" }).waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Samlingen blev stoppet. Intet er gemt.").waitFor({ timeout: 60_000 });
    await is(page, "bundle", "not_built");
    assert.equal((await standing(page, id)).bundles.length, 0);
    await hasNoViolation(page, "stopped run");

    // Word of its end never came.
    await page.route("**/call/build_bundle", (route) => route.fulfill({ json: { jobId: "00000000-0000-4000-8000-000000000000" } }));
    await page.getByRole("button", { name: "Saml filerne" }).focus();
    await page.keyboard.press("Enter");
    await is(page, "bundle", "building");
    await page.unroute("**/call/build_bundle");
    await page.getByRole("button", { name: "Stop", exact: true }).focus();
    await page.keyboard.press("Enter");
    await is(page, "bundle", "not_built");
  });
});

const looks = [["light", "da"], ["dark", "da"], ["contrast", "da"], ["light", "en"]];

test("the road is read in every look and language", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    const id = await prepared(page);
    await ask(page, "send_to_approval", { id, isPart: false, acceptsFindings: false, note: "Se på akt 1" });
    await ask(page, "comment_on_release", { id, comment: { itemId: null, markId: null, text: "Brevet er langt" } });
    for (const [theme, language] of looks) {
      await ask(page, "change_setting", { key: "theme", value: theme });
      await ask(page, "change_setting", { key: "language", value: language });
      await page.reload();
      await ready(page, "signed_in");
      await openRelease(page, id);
      await roomReady(page);
      await hasNoViolation(page, `release, ${theme}, ${language}`);
      await picture(page, `release-${theme}-${language}`);
    }
  });
});
