// The screens of one entrance (search, citizen, case, day, tasks, access, sources), each opened with real data in it, in
// both languages and by day and by night. Everything axe says is gathered, so that one run tells all of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "../axe.mjs";
import { ask, onDesk, openDesk, picture, ready, roomReady, row, signInAs } from "../browser.mjs";
import { startStandIn } from "../stand-in.mjs";
import { words } from "../words.mjs";

const everything = {
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
  limit: 200,
};
const blankTask = { text: "", caseId: null, documentId: null, due: { kind: "none" }, checklist: [], assignee: { kind: "nobody" } };

async function goTo(page, link, sign) {
  await page.evaluate((to) => (location.hash = to), `#/${link}`);
  await roomReady(page);
  await page.locator(sign).first().waitFor();
}

async function closeDialog(page) {
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
}

for (const [theme, language] of [
  ["light", "da"],
  ["dark", "da"],
  ["light", "en"],
  ["dark", "en"],
]) {
  const say = words(language);
  const found = [];
  const look = async (page, name) => {
    const at = `entrance-${theme}-${language}-${name}`;
    await picture(page, at);
    found.push(...(await violations(page)).map((what) => `${at}: ${what}`));
  };

  async function asPerson(backend, username, work) {
    const desk = await openDesk(backend.url);
    try {
      await signInAs(desk.page, username);
      await ask(desk.page, "change_setting", { key: "theme", value: theme });
      await ask(desk.page, "change_setting", { key: "language", value: language });
      await desk.page.reload();
      await ready(desk.page, "signed_in");
      await roomReady(desk.page);
      await desk.page.waitForSelector(`html[data-theme=${theme}][lang=${language}]`);
      await work(desk.page);
      assert.deepEqual(desk.faults, []);
    } catch (thrown) {
      await picture(desk.page, `failed-${theme}-${language}-${username}`).catch(() => undefined);
      throw thrown;
    } finally {
      await desk.close();
    }
  }

  const isClean = () => assert.deepEqual(found.splice(0), []);
  const button = (page, key) => page.getByRole("button", { name: say(key), exact: key === "access.menu" });
  const inDialog = (page) => page.getByRole("dialog");

  test(`axe, ${theme}, ${language}: the day, the search, the palette and the citizen`, async () => {
    await onDesk({}, async (_, backend) => {
      await asPerson(backend, "anne", async (page) => {
        const { rows } = await ask(page, "list_cases", { ...everything, onlyMine: true });
        const own = rows.find((one) => one.source === "Egne sager" && one.citizen !== null);
        const me = (await ask(page, "choices", {})).employees.find((one) => one.name === "Anne Krogsgaard");
        const mine = { kind: "employee", id: me.id };
        await ask(page, "create_task", { ...blankTask, title: "Ring til lægen", assignee: mine, caseId: own.id, due: { kind: "day", day: "2026-01-05" } });
        const waits = await ask(page, "create_task", { ...blankTask, title: "Hør fra skolen", assignee: mine });
        await ask(page, "change_task", { id: waits.row.id, version: 1, change: { kind: "wait", waitingFor: "Svar fra skolen", followUp: "2026-01-06" } });
        await page.reload();
        await goTo(page, "min-dag", "[data-section=tasks] [data-row]");
        await look(page, "my-day");
        await page.locator("[data-section=tasks] [data-row]").first().click();
        await page.locator("aside h2").first().waitFor();
        await look(page, "my-day-task");

        await goTo(page, "soeg?fane=alle&tekst=pleje", ".groups section");
        await look(page, "search-all");
        await goTo(page, "soeg?fane=alle&tekst=6101801234", "[role=tabpanel]");
        await page.getByText(say("hits.unknown_cpr")).first().waitFor();
        await look(page, "search-unknown-number");
        for (const [tab, text] of [
          ["borgere", own.citizen],
          ["dokumenter", "pleje"],
          ["opgaver", "lægen"],
        ]) {
          await goTo(page, `soeg?fane=${tab}&tekst=${encodeURIComponent(text)}`, '[role=grid] [aria-rowindex="2"]');
          await look(page, `search-${tab}`);
        }
        await goTo(page, "soeg?mine=ja&aabne=ja", '[role=grid] [aria-rowindex="2"]');
        await button(page, "saved_filters.menu").click();
        await look(page, "search-saved-menu");
        await page.keyboard.press("Enter");
        await inDialog(page).waitFor();
        await page.keyboard.press("Enter");
        await inDialog(page).locator("[aria-invalid=true]").waitFor();
        await look(page, "search-save");
        await inDialog(page).getByLabel(say("saved_filters.name")).fill("Mine åbne");
        await page.keyboard.press("Enter");
        await page.waitForSelector("dialog", { state: "detached" });
        await button(page, "table.choose_columns").click();
        await look(page, "search-columns");
        await page.keyboard.press("Escape");
        await row(page, 1).click();
        await page.waitForSelector("aside .parties a");
        await look(page, "search-case");

        await page.keyboard.press("Control+k");
        await page.keyboard.type(own.citizen);
        await page.waitForSelector("dialog [role=combobox][aria-busy=false]");
        await page.locator("dialog [role=option] mark").first().waitFor();
        await look(page, "palette");
        await closeDialog(page);
        await page.keyboard.press("Control+k");
        await page.keyboard.type("6101801234");
        await page.locator("dialog .told").first().waitFor();
        await look(page, "palette-unknown-number");
        await closeDialog(page);

        const { parties } = await ask(page, "show_case", { id: own.id });
        const citizen = parties.find((one) => one.part === "primary") ?? parties[0];
        await goTo(page, `borger/${citizen.id}`, '[role=grid] [aria-rowindex="2"]');
        await look(page, "citizen");
        for (const tab of ["tidslinje", "ydelser", "dokumenter", "relationer", "kilder", "hvem-har-set"]) {
          await goTo(page, `borger/${citizen.id}?fane=${tab}`, "[role=tabpanel]");
          await page.waitForLoadState("networkidle").catch(() => undefined);
          await look(page, `citizen-${tab}`);
        }
        await page.locator('[role=grid] [aria-rowindex="2"]').waitFor();
        await button(page, "looks.print").click();
        await inDialog(page).waitFor();
        await look(page, "citizen-print");
        await closeDialog(page);
        await page.locator(".fact button").first().click();
        await inDialog(page).waitFor();
        await inDialog(page).locator("button[type=submit]").click();
        await inDialog(page).locator("[aria-invalid=true]").waitFor();
        await look(page, "citizen-reveal");
        await inDialog(page).locator("textarea").fill("Skal tastes i lægesystemet");
        await inDialog(page).locator("button[type=submit]").click();
        await page.locator(".shown").waitFor();
        await look(page, "citizen-revealed");
        await goTo(page, "borger/00000000-0000-4000-8000-000000000000", "main h2, main .empty, main h1");
        await look(page, "citizen-nobody");
      });
      isClean();
    });
  });

  test(`axe, ${theme}, ${language}: the case, its journal, its documents, its letters`, async () => {
    await onDesk({}, async (_, backend) => {
      await asPerson(backend, "anne", async (page) => {
        const { rows } = await ask(page, "list_cases", everything);
        const plain = rows.find((one) => one.source === "Egne sager" && one.citizen !== null);
        for (const tab of ["", "dokumenter", "journal", "tidslinje", "log"]) {
          await goTo(page, `sag/${plain.id}${tab ? `?del=${tab}` : ""}`, "[role=tabpanel]");
          await page.waitForLoadState("networkidle").catch(() => undefined);
          await look(page, `case-${tab || "overblik"}`);
        }
        await goTo(page, `sag/${plain.id}?del=journal`, "[data-new-note]");
        await page.keyboard.press("Control+Shift+J");
        await page.getByLabel(say("journal.text")).waitFor();
        await page.keyboard.type("Talte med borgeren. Hun er doven.");
        await page.getByRole("button", { name: /^doven/ }).waitFor();
        await look(page, "journal-writing");
        await page.keyboard.press("Control+Enter");
        await inDialog(page).waitFor();
        await look(page, "journal-reason");
        await closeDialog(page);

        await button(page, "case.change").click();
        await inDialog(page).waitFor();
        await inDialog(page).locator("input").first().fill("");
        await inDialog(page).locator("button[type=submit]").click();
        await inDialog(page).locator("[aria-invalid=true]").first().waitFor();
        await look(page, "case-change");
        await closeDialog(page);
        await page.keyboard.press("Control+Shift+N");
        await inDialog(page).waitFor();
        await inDialog(page).locator("button[type=submit]").click();
        await inDialog(page).locator("[aria-invalid=true]").first().waitFor();
        await look(page, "case-new");
        await closeDialog(page);
        await goTo(page, `sag/${plain.id}`, "#case-related");
        await button(page, "case.relate").click();
        await inDialog(page).waitFor();
        await look(page, "case-relate");
        await closeDialog(page);

        // A letter is made where the address may be used.
        for (const one of rows.filter((each) => each.source === "Egne sager")) {
          const { parties } = await ask(page, "show_case", { id: one.id });
          if (!parties.some((party) => party.part === "primary" && !party.protected)) continue;
          await goTo(page, `soeg?sag=${one.id}`, "aside h2");
          break;
        }
        await button(page, "templates.write").first().click();
        await inDialog(page).waitFor();
        await inDialog(page).getByLabel(say("templates.choose")).selectOption({ label: "Notat" });
        const letter = inDialog(page).getByLabel(say("templates.letter"), { exact: true });
        await letter.fill("# Notat\n\nNaboen, cpr. 010180-1234, ringede.");
        await inDialog(page).getByText("010180-1234", { exact: true }).first().waitFor();
        await look(page, "letter");
        await closeDialog(page);
      });
      await asPerson(backend, "bo", async (page) => {
        const { rows } = await ask(page, "list_cases", everything);
        for (const one of rows.filter((each) => each.documents > 0)) {
          const { documents } = await ask(page, "show_case", { id: one.id });
          const pdf = documents.find((document) => document.mediaType === "application/pdf" && document.bytes < 60_000);
          if (!pdf) continue;
          await goTo(page, `sag/${one.id}?del=dokumenter&dokument=${pdf.id}`, "[data-sheet]");
          break;
        }
        await page.waitForFunction(() => (document.querySelector("[data-sheet] img")?.naturalWidth ?? 0) > 0);
        await page.waitForSelector("[role=search] input:not([disabled])");
        await page.locator("[data-sheet]").focus();
        await page.keyboard.press("/");
        await page.keyboard.type("og");
        await page.keyboard.press("Enter");
        await page.waitForSelector("[data-sheet] .place.chosen");
        await page.locator("[data-sheet]").focus();
        await page.keyboard.press("Shift+P");
        await look(page, "reader-placing");
        await page.keyboard.press("Enter");
        await inDialog(page).locator("textarea").fill("Se bilag 2");
        await look(page, "reader-pin-text");
        await inDialog(page).locator("button[type=submit]").click();
        await page.locator(".pin").first().waitFor();
        await look(page, "reader-pin");
      });
      isClean();
    });
  });

  test(`axe, ${theme}, ${language}: tasks and templates`, async () => {
    await onDesk({}, async (_, backend) => {
      await asPerson(backend, "bo", async (page) => {
        const me = (await ask(page, "choices", {})).employees.find((one) => one.name.startsWith("Bo "));
        const mine = { kind: "employee", id: me.id };
        const made = await ask(page, "create_task", { ...blankTask, title: "Ring til lægen", checklist: ["Find nummeret", "Ring"], assignee: mine, due: { kind: "day", day: "2026-01-05" } });
        await ask(page, "create_task", { ...blankTask, title: "Skriv notat", assignee: mine });
        await ask(page, "comment_task", { id: made.row.id, text: "Hun ringer tilbage." });
        await goTo(page, "opgaver/liste", '[role=grid] [aria-rowindex="3"]');
        await page.locator("[role=grid]").focus();
        await page.keyboard.press("Space");
        await look(page, "tasks");
        await goTo(page, `opgaver/liste?opgave=${made.row.id}`, "aside input[type=checkbox]");
        await look(page, "task");
        await page.keyboard.press("Control+Shift+o");
        await inDialog(page).waitFor();
        await inDialog(page).getByLabel(say("tasks.template")).selectOption({ index: 1 });
        await inDialog(page).getByLabel(say("tasks.title")).fill("");
        await inDialog(page).locator("button[type=submit]").click();
        await inDialog(page).locator("[aria-invalid=true]").first().waitFor();
        await look(page, "task-new");
        await closeDialog(page);
        await goTo(page, `opgaver/liste?opgave=${made.row.id}`, "aside input[type=checkbox]");
        await page.locator("aside").getByRole("button", { name: say("tasks.complete") }).click();
        await button(page, "tasks.undo").first().waitFor();
        await look(page, "task-done");
        await goTo(page, "opgaver/opgaveskabeloner", "main h3, main h2");
        await look(page, "task-templates");
        await button(page, "templates.new").first().click();
        await inDialog(page).waitFor();
        await look(page, "task-template");
        await closeDialog(page);
        await goTo(page, "opgaver/brevskabeloner", "main h3, main h2");
        await look(page, "letter-templates");
        await button(page, "templates.new").first().click();
        await page.getByLabel(say("templates.body"), { exact: true }).fill("# Svar\n\nKære {{borger.cpr}}");
        await page.getByText("borger.cpr").first().waitFor();
        await look(page, "letter-template");
      });
      isClean();
    });
  });

  test(`axe, ${theme}, ${language}: access by name, people and sources`, async () => {
    const standIn = await startStandIn(["--sources"]);
    try {
      await onDesk({}, async (_, backend) => {
        let hidden;
        await asPerson(backend, "anne", async (page) => {
          const other = await openDesk(backend.url);
          await signInAs(other.page, "dorthe");
          const all = [];
          for (let offset = 0; offset < 1_500; offset += 500) {
            all.push(...(await ask(other.page, "list_cases", { ...everything, onlyOpen: false, offset, limit: 500 })).rows);
          }
          await other.close();
          for (const one of all) {
            if ((await ask(page, "show_case", { id: one.id })).code !== "not_found") continue;
            hidden = one;
            break;
          }
          await page.keyboard.press("Control+k");
          await page.keyboard.type(hidden.number);
          await page.waitForSelector("dialog [role=combobox][aria-busy=false]");
          await closeDialog(page);
          await page.evaluate(() => (location.hash = "#/soeg?fane=alle&tekst=6101801234"));
          await button(page, "act.emergency").click();
          await inDialog(page).waitFor();
          await inDialog(page).locator("button[type=submit]").click();
          await inDialog(page).locator("[aria-invalid=true]").first().waitFor();
          await look(page, "emergency");
          await inDialog(page).getByLabel(say("emergency.number")).fill(hidden.number);
          await inDialog(page).locator("textarea").fill("Skadestuen ringede, og ingen i enheden svarer.");
          await inDialog(page).locator("button[type=submit]").click();
          await page.getByRole("dialog", { name: say("emergency.opened") }).waitFor();
          await look(page, "emergency-open");
          await closeDialog(page);

          const { rows } = await ask(page, "list_cases", { ...everything, onlyMine: true, limit: 1 });
          const colleague = (await ask(page, "choices", {})).employees.find((one) => one.name.startsWith("Louise "));
          const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
          const opened = await ask(page, "open_case_to", { caseId: rows[0].id, personId: colleague.id, reason: "Afløser i ferien", until });
          assert.ok(opened.rows, JSON.stringify(opened));
          await goTo(page, `soeg?sag=${rows[0].id}`, "aside h2");
          await button(page, "access.menu").click();
          await look(page, "access-menu");
          await page.keyboard.press("Enter");
          await inDialog(page).waitFor();
          await inDialog(page).locator("button[type=submit]").click();
          await inDialog(page).locator("[aria-invalid=true]").first().waitFor();
          await look(page, "access-give");
          await closeDialog(page);
          await button(page, "access.menu").click();
          await page.getByRole("menuitem", { name: say("exclude.menu") }).click();
          await inDialog(page).waitFor();
          await inDialog(page).locator("button[type=submit]").click();
          await inDialog(page).locator("[aria-invalid=true]").first().waitFor();
          await look(page, "exclude");
          await closeDialog(page);
        });
        await asPerson(backend, "bo", async (page) => {
          await goTo(page, "team/adgang", "[role=tabpanel]");
          await row(page, 1).waitFor();
          await row(page, 1).click();
          await page.locator("aside h2").waitFor();
          await look(page, "team-access");
          await goTo(page, "team/teams", "[role=tabpanel]");
          await look(page, "teams-empty");
          await button(page, "case_team.form").click();
          await inDialog(page).waitFor();
          await inDialog(page).locator("button[type=submit]").click();
          await inDialog(page).locator("[aria-invalid=true]").first().waitFor();
          await look(page, "team-form");
          await closeDialog(page);
        });
        await asPerson(backend, "dorthe", async (page) => {
          await goTo(page, "revision/adgang", '[role=grid] [aria-rowindex="2"]');
          await row(page, 1).click();
          await page.locator("aside form").waitFor();
          await page.locator("aside button[type=submit]").click();
          await page.locator("aside .wrong").first().waitFor();
          await look(page, "access-review");
        });
        await asPerson(backend, "agnes", async (page) => {
          await goTo(page, "indstillinger/aabne-emner", "[role=tabpanel]");
          await button(page, "open_subjects.add").click();
          await inDialog(page).waitFor();
          await look(page, "open-subject");
          await closeDialog(page);
          await goTo(page, "indstillinger/personer", '[role=grid] [aria-rowindex="2"]');
          await row(page, 1).click();
          await button(page, "employment.add").click();
          await inDialog(page).waitFor();
          await inDialog(page).locator("select").first().selectOption({ index: 1 });
          await inDialog(page).locator("input[type=text]").first().fill("Vikar");
          await look(page, "employment");
          await inDialog(page).locator("button[type=submit]").click();
          await page.waitForSelector("dialog", { state: "detached" });
          await page.getByLabel(say("grant.employment"), { exact: false }).first().selectOption({ index: 1 });
          await page.getByLabel(say("grant.employment"), { exact: false }).first().scrollIntoViewIfNeeded();
          await look(page, "person-grant");

          await goTo(page, "indstillinger/kilder", "[data-source]");
          await look(page, "sources");
          await button(page, "sources.add").click();
          await page.getByLabel(say("sources.begin_with"), { exact: true }).selectOption("Tårnfalk ESDH");
          const mapping = page.getByLabel(say("sources.mapping"), { exact: true });
          await page.waitForFunction((area) => area.value !== "", await mapping.elementHandle());
          const shipped = await mapping.inputValue();
          await mapping.fill(shipped.replace('kind = "oauth"', 'kind = "kerberos"'));
          await page.locator(".faults button").first().waitFor();
          await look(page, "source-faults");
          const { taarnfalkAddress, sourceSecret } = standIn.reached;
          await mapping.fill(
            shipped
              .replace("https://taarnfalk.example.dk/api/v2", `${taarnfalkAddress}api/v2`)
              .replace("https://taarnfalk.example.dk/oauth/token", `${taarnfalkAddress}oauth/token`),
          );
          await page.locator(".faults").waitFor({ state: "detached" });
          const secret = page.locator("form input[type=password]").first();
          await secret.fill("forkert");
          await button(page, "sources.try").click();
          await page.locator('[data-step="let_in"][data-works="false"]').waitFor();
          await look(page, "source-refused");
          await secret.fill(sourceSecret);
          await button(page, "sources.try").click();
          await page.locator('[data-step="deep_link"][data-works="true"]').waitFor();
          await look(page, "source-tried");
        });
        isClean();
      });
    } finally {
      await standIn.stop();
    }
  });
}
