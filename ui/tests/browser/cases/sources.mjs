import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, onDesk, openDesk, picture, signInAs } from "../browser.mjs";
import { startStandIn } from "../stand-in.mjs";

async function withSources(work) {
  const standIn = await startStandIn(["--sources"]);
  try {
    await onDesk({ cases: 1200 }, (page, backend) => work(page, backend, standIn));
  } finally {
    await standIn.stop();
  }
}

/** The shipped mapping, pointed at the system beside the desk. */
async function pointed(page, standIn) {
  const text = page.getByLabel("Mapping", { exact: true });
  const { taarnfalkAddress } = standIn.reached;
  const shipped = await text.inputValue();
  const here = shipped
    .replace("https://taarnfalk.example.dk/api/v2", `${taarnfalkAddress}api/v2`)
    .replace("https://taarnfalk.example.dk/oauth/token", `${taarnfalkAddress}oauth/token`);
  assert.notEqual(here, shipped);
  await text.fill(here);
}

const section = (page) => page.getByRole("tab", { name: "Kilder", exact: true }).click();

test("a system is joined by its mapping: faults at their lines, tried step by step, kept and removed", async () => {
  await withSources(async (page, _backend, standIn) => {
    await signInAs(page, "agnes");
    await section(page);
    await page.locator('[data-source="Egne sager"]').waitFor();
    await hasNoViolation(page);
    await page.getByRole("button", { name: "Tilføj en kilde" }).click();
    await page.getByLabel("Begynd med").selectOption("Tårnfalk ESDH");
    await page.getByText("Mappingen er hel: Tårnfalk ESDH på taarnfalk.example.dk.").waitFor();

    const text = page.getByLabel("Mapping", { exact: true });
    const good = await text.inputValue();
    await text.fill(good.replace('id = "caseId"', 'id = "case..Id"').replace('kind = "oauth"', 'kind = "kerberos"'));
    await page.getByText("2 fejl i mappingen").first().waitFor();
    const fault = page.getByRole("button", { name: /case\.id: Er ingen sti/ });
    await picture(page, "sources-faults");
    await fault.click();
    const chosen = await text.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.equal(chosen, 'id = "case..Id"', "the fault leads to its line");
    await page.getByRole("button", { name: "Gem kilden" }).click();
    await page.getByText("Skriv den nøgle eller adgangskode").waitFor();

    await text.fill(good);
    await pointed(page, standIn);
    await page.getByText(/Mappingen er hel: Tårnfalk ESDH på 127\.0\.0\.1/).waitFor();
    await page.getByLabel(/Nøgle eller adgangskode/).fill("forkert");
    await page.getByRole("button", { name: "Prøv forbindelsen" }).click();
    await page.locator('[data-step="let_in"][data-works="false"]').waitFor();
    await page.getByLabel(/Nøgle eller adgangskode/).fill(standIn.reached.sourceSecret);
    await page.getByRole("button", { name: "Prøv forbindelsen" }).click();
    await page.getByText("Forbindelsen virker.", { exact: true }).waitFor();
    await page.locator('[data-step="deep_link"][data-works="true"]').waitFor();
    await hasNoViolation(page);
    await picture(page, "sources-tried");
    await page.getByRole("button", { name: "Gem kilden" }).click();
    await page.locator('[data-source="Tårnfalk ESDH"]').waitFor();
    await picture(page, "sources-list");

    await page.getByRole("button", { name: "Fjern Tårnfalk ESDH" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Fjern" }).click();
    await page.locator('[data-source="Tårnfalk ESDH"]').waitFor({ state: "detached" });
  });
});

test("a citizen's cases come from the system, and one that hangs is a gap with a name", async () => {
  await withSources(async (page, backend, standIn) => {
    await signInAs(page, "agnes");
    await section(page);
    await page.getByRole("button", { name: "Tilføj en kilde" }).click();
    await page.getByLabel("Begynd med").selectOption("Tårnfalk ESDH");
    await pointed(page, standIn);
    const text = page.getByLabel("Mapping", { exact: true });
    await text.fill((await text.inputValue()).replace("seconds = 10\nseconds_in_all = 20", "seconds = 1\nseconds_in_all = 2"));
    await page.getByLabel(/Nøgle eller adgangskode/).fill(standIn.reached.sourceSecret);
    await page.getByRole("button", { name: "Gem kilden" }).click();
    await page.locator('[data-source="Tårnfalk ESDH"]').waitFor();

    const anne = await openDesk(backend.url);
    try {
      await signInAs(anne.page, "anne");
      const rows = await ask(anne.page, "list_cases", { text: "", status: [], unitId: null, responsibleId: null, onlyMine: false, onlyUnassigned: false, onlyOpen: false, due: null, sort: "newest_first", offset: 0, limit: 50 });
      const own = rows.rows.find((row) => row.source === "Egne sager");
      const detail = await ask(anne.page, "show_case", { id: own.id });
      const about = { citizenId: detail.parties[0].id, caseId: null };
      const asked = await ask(anne.page, "ask_sources_about", about);
      const came = asked.sources.find((source) => source.name === "Tårnfalk ESDH");
      assert.equal(came.state, "ok");
      const found = await ask(anne.page, "list_cases", { text: "træning", status: [], unitId: null, responsibleId: null, onlyMine: false, onlyUnassigned: false, onlyOpen: false, due: null, sort: "newest_first", offset: 0, limit: 50 });
      const copy = found.rows.find((row) => row.title === "Tilbud om træning" && row.source === "Tårnfalk ESDH");
      assert.ok(copy, "it is found as ours are");

      await anne.page.evaluate((link) => (location.hash = link), `#/soeg?sag=${copy.id}`);
      await anne.page.getByText("Kopi fra Tårnfalk ESDH. Rettes dér.").waitFor();
      await anne.page.getByRole("button", { name: "Hent igen" }).click();
      await anne.page.getByText("Hentet igen.", { exact: true }).waitFor();
      await anne.page.getByText("hentes, når du åbner det").waitFor();
      await hasNoViolation(anne.page);
      await picture(anne.page, "sources-case");
      await anne.page.getByRole("button", { name: /^Ansøgning/ }).click();
      await anne.page.getByText("Jeg søger om hjælp i hverdagen.").waitFor();

      await standIn.order({ order: "source_fault", at: "taarnfalk", kind: "hang" });
      await anne.page.getByRole("button", { name: "Hent igen" }).click();
      await anne.page.getByText(/Tårnfalk ESDH: Svarede ikke i tide/).waitFor();
      await standIn.order({ order: "source_fault", at: "taarnfalk", kind: null });
    } finally {
      await anne.close();
    }
  });
});
