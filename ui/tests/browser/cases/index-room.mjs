import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, enterRoom, focused, onDesk, openDesk, picture, row, signInAs } from "../browser.mjs";
import { startStandIn } from "../stand-in.mjs";

const tab = (page, name) => page.getByRole("tab", { name }).click();
const cvr = "11111111";
const id = (last) => `3f1c2a90-0000-4000-8000-00000000000${last}`;

/** Runs one test with the stand-in beside the desk. */
async function withStandIn(work, { more = [], cases = 1200 } = {}) {
  const standIn = await startStandIn(more);
  try {
    // Each case is checked, signed, sent and kept: a small town is enough.
    await onDesk({ cases }, (page, backend) => work(page, backend, standIn));
  } finally {
    await standIn.stop();
  }
}

async function asPerson(backend, username, work) {
  const desk = await openDesk(backend.url);
  try {
    await signInAs(desk.page, username);
    await work(desk.page);
    assert.deepEqual(desk.faults, [], username);
  } catch (thrown) {
    await picture(desk.page, `failed-${username}`).catch(() => undefined);
    throw thrown;
  } finally {
    await desk.close();
  }
}

/** Fills in the form as an administrator with the service agreement at hand. */
async function fillConnection(page, standIn, more = {}) {
  const { reached } = standIn;
  const fields = {
    "Kommunens navn": "Korsbæk Kommune",
    "Kommunens CVR-nummer": cvr,
    "Kommunens id": id(1),
    "Systemets id": id(2),
    "Adresse, der udsteder adgangsbeviser (STS)": reached.issuerAddress,
    "Adresse, der bytter dem til adgang": reached.accessAddress,
    "Indeksets adresse": reached.indexAddress,
    ...more,
  };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel("Fil med certifikat og nøgle").setInputFiles(reached.certificate);
  await page.getByText("Særligt", { exact: true }).click();
  await page.getByLabel("Stol kun på denne udsteder (PEM)").fill(await readFile(reached.trusts, "utf8"));
}

const anyOpen = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  due: null,
  sort: "newest_first",
  offset: 0,
  limit: 100,
  onlyMine: false,
  onlyOpen: false,
  onlyUnassigned: false,
};

const keep = (page) => page.getByRole("button", { name: "Gem og prøv" }).click();

async function connect(page, standIn) {
  await page.getByRole("button", { name: "Opret forbindelsen" }).click();
  await fillConnection(page, standIn);
  await keep(page);
  await page.getByText("Alle dele virker.").waitFor();
}

/** A picture in every theme, in which axe finds nothing to say. */
async function looksRight(page, name) {
  for (const theme of ["dark", "contrast", "light"]) {
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    await picture(page, `${theme}-index-${name}`);
    await hasNoViolation(page, `${name} in ${theme}`);
  }
}

/** Work that an administrator starts, until it is done. */
async function started(page, press) {
  const newest = async () => (await ask(page, "list_jobs", {})).rows[0];
  const before = (await newest())?.id;
  await press();
  const end = Date.now() + 120_000;
  for (let job = await newest(); job?.id === before || job.state !== "done"; job = await newest()) {
    assert.ok(Date.now() < end && job?.state !== "failed", `the work ends: ${JSON.stringify(job)}`);
    await page.waitForTimeout(100);
  }
  await page.getByText("Der arbejdes med indekset").waitFor({ state: "detached" });
}

async function begin(page) {
  await started(page, () => page.getByRole("button", { name: "Lav en prøvekørsel" }).click());
  await started(page, async () => {
    await page.getByRole("button", { name: "Sæt i gang" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sæt i gang" }).click();
  });
}

const steps = async (page, state) => (await ask(page, "list_index_steps", { state, offset: 0, limit: 200 })).rows;

/** Asks until it is so: the desk tells the index by itself, in its own time. */
async function untilShown(standIn, caseId, title) {
  let shown;
  for (let tries = 0; tries < 150; tries += 1) {
    shown = await standIn.order({ order: "show", case: caseId });
    if (shown.title === title) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.deepEqual(shown, { isThere: true, title });
}

test("without a connection each is told who can make one, and an administrator is led there", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    await enterRoom(page, "index");
    await page.getByText("Der er ingen forbindelse til det fælles indeks").waitFor();
    await page.getByText("En administrator kan oprette den").waitFor();
    await looksRight(page, "not-connected");
    assert.equal(await page.getByRole("button", { name: "Opret forbindelsen" }).count(), 0);
    await tab(page, "Holdt tilbage");
    await page.getByText("Listen fyldes, når der er oprettet forbindelse.").waitFor();
    await page.route("**/call/list_index_steps", (route) => route.abort());
    // A press while the room is being read by itself is answered by that reading.
    const refused = page.locator("main [role=alert]");
    for (let press = 0; press < 5 && !(await refused.isVisible()); press += 1) {
      await page.keyboard.press("F5");
      await refused.waitFor({ timeout: 4_000 }).catch(() => undefined);
    }
    await refused.waitFor();
    await page.unroute("**/call/list_index_steps");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await page.locator("main [role=alert]").waitFor({ state: "detached" });
    await asPerson(backend, "agnes", async (agnes) => {
      await enterRoom(agnes, "index");
      assert.equal(await agnes.getByRole("tab").count(), 0, "an administrator sees no case, and so no list of any");
      await agnes.getByRole("button", { name: "Opret forbindelsen" }).click();
      await agnes.getByRole("heading", { name: "Indstillinger" }).waitFor();
      await agnes.getByLabel("Kommunens CVR-nummer").waitFor();
    });
  });
});

test("what is wrong with the connection is told at its field, and each part is tried by itself", async () => {
  await withStandIn(async (page, _backend, standIn) => {
    await signInAs(page, "agnes");
    await tab(page, "Serviceplatformen");
    await keep(page);
    await page.getByText("Vælg filen med certifikatet.").waitFor();
    await looksRight(page, "connection-errors");
    assert.match(await focused(page), /municipality/, "the first field that is wrong has the keyboard");
    await fillConnection(page, standIn, { "Kommunens CVR-nummer": "123" });
    await keep(page);
    await page.getByText("Skriv otte cifre.").waitFor();
    assert.match(await focused(page), /cvr/);
    await page.getByLabel("Kommunens CVR-nummer").fill(cvr);
    await page.getByLabel("Indeksets adresse").fill("indekset.example");
    await keep(page);
    await page.getByText("Det er ikke en adresse.").waitFor();
    await page.getByLabel("Indeksets adresse").fill("https://localhost:1/indeks");
    await keep(page);
    await page.getByText("1 del virker ikke.").waitFor();
    await page.locator("[data-part=token][data-works=true]").waitFor();
    await page.locator("[data-part=index]", { hasText: "Serviceplatformen svarer ikke" }).waitFor();
    await looksRight(page, "connection-failing");
    await page.getByLabel("Indeksets adresse").fill(standIn.reached.indexAddress);
    await keep(page);
    await page.getByText("Alle dele virker.").waitFor();
    await looksRight(page, "connection");
    assert.deepEqual(await standIn.order({ order: "count" }), { cases: 0, documents: 0 }, "trying sends no case");
  });
});

test("a title that gives somebody away is held back, mended by the keyboard alone, and published", async () => {
  await withStandIn(async (page, backend, standIn) => {
    await signInAs(page, "agnes");
    await enterRoom(page, "index");
    await connect(page, standIn);
    await enterRoom(page, "index");
    await page.getByText("Forbindelsen er klar, og intet er sendt endnu").waitFor();
    await looksRight(page, "not-begun");
    await started(page, () => page.getByRole("button", { name: "Lav en prøvekørsel" }).click());
    assert.deepEqual(await standIn.order({ order: "count" }), { cases: 0, documents: 0 }, "a dry run sends nothing");
    await asPerson(backend, "bo", async (bo) => {
      await enterRoom(bo, "index");
      await tab(bo, "Prøvekørsel");
      await row(bo, 1).click();
      await bo.getByText("Hvem der kan finde det").waitFor();
      await bo.getByText(`CVR ${cvr}`).waitFor();
      await looksRight(bo, "dry-run");
      await tab(bo, /Holdt tilbage/);
      await row(bo, 1).waitFor();
      await bo.getByRole("grid").focus();
      await bo.keyboard.press("Enter");
      const pane = bo.getByRole("complementary");
      await pane.locator("mark").first().waitFor();
      const [first, second] = await steps(bo, "held");
      assert.match(await focused(bo), /^input/, "the new title can be typed at once");
      await bo.keyboard.type("Hjemmehjælp til 610180-1234");
      await pane.locator("[data-verdict=held]").waitFor();
      await bo.keyboard.press("Enter");
      await pane.getByText("Titlen bliver stadig holdt tilbage.").waitFor();
      await looksRight(bo, "held");
      assert.equal((await steps(bo, "held"))[0].objectId, first.objectId, "nothing was mended");
      await bo.keyboard.press("Control+a");
      await bo.keyboard.type("Hjælp i hjemmet, ændret omfang");
      await pane.locator("[data-verdict=good]").waitFor();
      await bo.keyboard.press("Control+Enter");
      await bo.getByText("Titlen er rettet").waitFor();
      await pane.getByText(second.caseNumber, { exact: true }).waitFor();
      const left = await steps(bo, "held");
      assert.ok(!left.some((step) => step.objectId === first.objectId));
      await bo.keyboard.press("Escape");
      assert.match(await focused(bo), /Titler, der er holdt tilbage/);
      await started(page, async () => {
        await page.getByRole("button", { name: "Sæt i gang" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Sæt i gang" }).click();
      });
      if (first.kind === "case") await untilShown(standIn, first.objectId, "Hjælp i hjemmet, ændret omfang");
      await looksRight(page, "state");
      const { cases } = await standIn.order({ order: "count" });
      assert.ok(cases > 0);
      for (const step of await steps(bo, "held")) {
        assert.equal((await standIn.order({ order: "show", case: step.objectId })).isThere, false, "what is held is not there");
      }
    });
  });
});

test("what the index says and does not show is parked, and a person chooses; differences are mended by choice", async () => {
  await withStandIn(async (page, backend, standIn) => {
    await signInAs(page, "agnes");
    await enterRoom(page, "index");
    await connect(page, standIn);
    await enterRoom(page, "index");
    await standIn.order({ order: "fault", at: "importer", kind: "half_in_wrong_state" });
    await begin(page);
    await asPerson(backend, "bo", async (bo) => {
      await enterRoom(bo, "index");
      await tab(bo, /Parkeret/);
      await row(bo, 1).click();
      const pane = bo.getByRole("complementary");
      await pane.getByText("Indekset siger, at det har den, men viser den ikke.").waitFor();
      const before = await steps(bo, "parked");
      await looksRight(bo, "parked");
      await pane.getByLabel("Prøv igen").check();
      await pane.getByRole("button", { name: "Gør det" }).click();
      await bo.getByText("Det sendes igen af sig selv.").waitFor();
      const after = await steps(bo, "parked");
      assert.equal(after.length, before.length - 1);

      // What bo may work in, and the index has.
      const { rows } = await ask(bo, "list_cases", anyOpen);
      let chosen;
      for (const { id, title } of rows) {
        const shown = await standIn.order({ order: "show", case: id });
        if (shown.title === title) chosen ??= { id, title };
      }
      assert.ok(chosen, "the index has a case of his");
      await standIn.order({ order: "disturb", case: chosen.id, title: "En helt anden titel" });
      await started(page, () => page.getByRole("button", { name: "Sammenlign" }).click());
      await tab(bo, "Sammenlign");
      await row(bo, 1).getByText("En helt anden titel").waitFor();
      await row(bo, 1).getByText(chosen.title, { exact: true }).waitFor();
      await bo.getByRole("grid").focus();
      await bo.keyboard.press("Space");
      await bo.getByText("1 sag valgt").waitFor();
      await looksRight(bo, "compare");
      await bo.getByRole("button", { name: "Ret i indekset (1)" }).click();
      await bo.getByRole("dialog").getByText("Indekset kommer til at sige det, der står her.").waitFor();
      await looksRight(bo, "compare-mend");
      await bo.getByRole("dialog").getByRole("button", { name: "Ret i indekset (1)" }).click();
      await bo.getByText("1 sag er sat i kø til indekset.").waitFor();
      await bo.getByText("De to siger det samme").waitFor();
      // Nobody asks for it: the desk tells the index by itself.
      await untilShown(standIn, chosen.id, chosen.title);
    });
  });
});

test("an administrator is warned in every room before the certificate ends", async () => {
  await withStandIn(
    async (page, backend, standIn) => {
      await signInAs(page, "agnes");
      await enterRoom(page, "index");
      await connect(page, standIn);
      await page.getByText("Certifikatet til Serviceplatformen udløber").waitFor();
      await tab(page, "Personer og adgang");
      await page.getByText(/om 4[45] dage\. Et nyt tager uger at få/).waitFor();
      await page.getByRole("button", { name: "Se certifikatet" }).click();
      await page.getByLabel("Læg et andet certifikat ind").waitFor();
      await enterRoom(page, "index");
      await page.getByText(/4[45] dage tilbage/).waitFor();
      await looksRight(page, "certificate");
      await page.reload();
      await page.getByText("Certifikatet til Serviceplatformen udløber").waitFor();
      await asPerson(backend, "anne", async (anne) => {
        await enterRoom(anne, "index");
        await anne.getByRole("heading", { name: "Forbindelsen" }).waitFor();
        assert.equal(await anne.getByText("Certifikatet til Serviceplatformen").count(), 0, "she can order none");
      });
    },
    { more: ["--certificate-days", "45"], cases: 300 },
  );
});

test("long work shows how far it is, can be stopped, and sends nothing by it", async () => {
  await withStandIn(
    async (page, backend, standIn) => {
      await signInAs(page, "agnes");
      await enterRoom(page, "index");
      await connect(page, standIn);
      await enterRoom(page, "index");
      await page.getByRole("button", { name: "Lav en prøvekørsel" }).click();
      await page.locator("main progress").waitFor();
      await asPerson(backend, "anne", async (anne) => {
        await enterRoom(anne, "index");
        await anne.getByText("Der arbejdes med indekset").waitFor();
        assert.equal(await anne.getByRole("button", { name: "Stop" }).count(), 0, "only who may start it may stop it");
      });
      await page.locator("main").getByRole("button", { name: "Stop" }).click();
      await page.getByText("Standser efter den besked, der er i gang").waitFor();
      await page.locator("main progress").waitFor({ state: "detached" });
      assert.deepEqual(await standIn.order({ order: "count" }), { cases: 0, documents: 0 });
      const [job] = (await ask(page, "list_jobs", {})).rows;
      assert.deepEqual([job.kind, job.state], ["index", "cancelled"]);
    },
    { cases: null },
  );
});

test("another system's case appears after an event, without anybody asking for it", async () => {
  await withStandIn(
    async (page, backend, standIn) => {
      await signInAs(page, "agnes");
      await enterRoom(page, "index");
      await page.getByRole("button", { name: "Opret forbindelsen" }).click();
      await fillConnection(page, standIn);
      await page.getByLabel("Hør fra Beskedfordeleren").check();
      const events = page.getByRole("group", { name: "Hændelser" });
      await events.getByLabel("Beskedfordelerens værtsnavn").fill("localhost");
      await events.getByLabel("Port", { exact: true }).fill(String(standIn.reached.eventPort));
      await events.getByLabel("Abonnementets id (dueslag)").fill(standIn.reached.eventQueue);
      await events.getByLabel("Navn (EntityID)").fill("http://entityid.kombit.dk/service/bfo_modtag/2");
      await keep(page);
      await page.getByText("Alle dele virker.").waitFor();
      await enterRoom(page, "index");
      await begin(page);
      await asPerson(backend, "bo", async (bo) => {
        const { rows } = await ask(bo, "list_cases", anyOpen);
        const there = [];
        for (const { id } of rows) if ((await standIn.order({ order: "show", case: id })).isThere) there.push(id);
        assert.ok(there.length > 0, "the index has a case of his");
        const title = "Bevilling af trappelift i en anden afdeling";
        const told = { order: "tell_anothers", like: there[0], number: "KY-2026-77", title, system: "Kornblomst Ydelse" };
        await standIn.order(told);
        await enterRoom(bo, "search");
        // Asked for again until it is there: it comes in its own time.
        for (let tries = 0; tries < 60; tries += 1) {
          await bo.fill("[role=search] input", tries % 2 ? "trappelift" : "trappelift afdeling");
          if (await row(bo, 1).getByText(title).isVisible().catch(() => false)) break;
          await bo.waitForTimeout(500);
        }
        await row(bo, 1).getByText(title).waitFor();
        await row(bo, 1).click();
        await bo.getByText("Kornblomst Ydelse").first().waitFor();
        await picture(bo, "index-anothers-case");
      });
      await page.getByText("Andres sager her").waitFor();
      await page.locator("dd", { hasText: /^1$/ }).waitFor();
    },
    { more: ["--events", "--event-port", "0"], cases: 600 },
  );
});
