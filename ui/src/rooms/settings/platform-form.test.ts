import { expect, test } from "vitest";
import { asBase64, draftOf, type PlatformDraft, problemsOf, settingsOf } from "./platform-form";

const kept = {
  municipality: "Korsbæk Kommune",
  cvr: "11111111",
  organisationId: "o",
  systemId: "s",
  systemName: "Sagsbord",
  usualAction: "G01",
  issuerAddress: "https://sts.example",
  issuerByMessage: true,
  accessAddress: "https://adgang.example",
  indexAddress: "https://indeks.example",
  indexAudience: "urn:indeks",
  trustsOnly: "-----BEGIN CERTIFICATE-----",
  classification: { address: "https://kle.example", audience: "a", plan: "p", roles: "r" },
  units: { address: "https://org.example", audience: "b" },
  benefits: { address: "https://ydelse.example", audience: "c" },
  events: { host: "beskeder.example", port: 5671, virtualHost: "BF", queue: "q", audience: "c" },
  post: { askAddress: "https://a.example", askAudience: "d", sendAddress: "https://s.example", sendAudience: "e", isOlder: true },
};
const unused = { classification: false, units: false, benefits: false, events: false, post: false };

test("what is kept comes through the form as it was", () => {
  expect(settingsOf(draftOf(kept))).toEqual(kept);
});

test("a part that is not used is left out, and blanks at the ends too", () => {
  const draft = { ...draftOf(kept), uses: unused, trustsOnly: " \n", cvr: " 11111111 " };
  const without = { classification: null, units: null, benefits: null, events: null, post: null, trustsOnly: null };
  expect(settingsOf(draft)).toEqual({ ...kept, ...without });
});

test("what is wrong is told at its field, and what is not used is not asked for", () => {
  const check = (change: Partial<PlatformDraft>, expected: Record<string, string>) =>
    expect(problemsOf({ ...draftOf(kept), ...change }), JSON.stringify(change)).toEqual(expected);
  const { events } = draftOf(kept);
  check({}, {});
  check({ cvr: "  ", trustsOnly: "" }, { cvr: "missing" });
  check({ units: { address: "", audience: "b" } }, { "units.address": "missing" });
  check({ units: { address: "", audience: "" }, uses: unused }, {});
  check({ events: { ...events, port: "" } }, { "events.port": "missing" });
  for (const port of ["0", "65536", "56 71", "-1", "fem"]) {
    check({ events: { ...events, port } }, { "events.port": "not_a_port" });
  }
  expect(problemsOf(draftOf(null))).toHaveProperty("indexAddress", "missing");
});

test("a file crosses byte by byte", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect(Buffer.from(await asBase64(new Blob([bytes])), "base64")).toEqual(Buffer.from(bytes));
});
