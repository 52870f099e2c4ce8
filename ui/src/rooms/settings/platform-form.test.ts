import { expect, test } from "vitest";
import { asBase64, draftOf, emptyFields, settingsOf } from "./platform-form";

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
};

test("what is kept comes through the form as it was", () => {
  expect(settingsOf(draftOf(kept))).toEqual(kept);
});

test("a part that is not used is left out, and blanks at the ends too", () => {
  const draft = { ...draftOf(kept), readsPlan: false, readsUnits: false, trustsOnly: " \n", cvr: " 11111111 " };
  expect(settingsOf(draft)).toEqual({ ...kept, classification: null, units: null, trustsOnly: null });
});

test("what must be filled in is named by its field, and what is not used is not asked for", () => {
  const check = (change: Partial<ReturnType<typeof draftOf>>, expected: string[]) =>
    expect(emptyFields({ ...draftOf(kept), ...change }), JSON.stringify(change)).toEqual(expected);
  check({}, []);
  check({ cvr: "  ", trustsOnly: "" }, ["cvr"]);
  check({ units: { address: "", audience: "b" } }, ["units.address"]);
  check({ units: { address: "", audience: "" }, readsUnits: false }, []);
  expect(emptyFields(draftOf(null))).toContain("indexAddress");
});

test("a file crosses byte by byte", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect(Buffer.from(await asBase64(new Blob([bytes])), "base64")).toEqual(Buffer.from(bytes));
});
