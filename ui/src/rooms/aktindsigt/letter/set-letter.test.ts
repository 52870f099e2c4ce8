import { expect, test } from "vitest";
import { letterDay, type LetterBlock, setLetter } from "./set-letter";

/** A block in one line, so that a whole letter can be read in a table. */
function told(block: LetterBlock): string {
  const said = (spans: { text: string; isBold: boolean; isOpen: boolean }[]) =>
    spans.map((span) => (span.isOpen ? `?${span.text}?` : span.isBold ? `*${span.text}*` : span.text)).join("");
  switch (block.kind) {
    case "heading":
      return `h${block.level} ${said(block.spans)}`;
    case "paragraph":
      return `p ${said(block.spans)}`;
    case "list":
      return `${block.isNumbered ? "ol" : "ul"} ${block.items.map(said).join(" / ")}`;
    case "table":
      return `table ${block.head.join(",")} ${block.rows.map((row) => row.map(said).join(",")).join(" / ")}`;
    case "rule":
      return "rule";
  }
}

test("a letter is set by its marks, line by line", () => {
  for (const [text, title, body] of [
    ["", "", []],
    ["# Afgørelse\n\nDu får det hele.", "Afgørelse", ["p Du får det hele."]],
    ["# Første\n# Anden", "Første", []],
    ["To linjer\ni ét afsnit\n\nog et til", "", ["p To linjer i ét afsnit", "p og et til"]],
    ["## Klage\n### Hvordan", "", ["h1 Klage", "h2 Hvordan"]],
    ["- en\n- to\n\n- tre", "", ["ul en / to", "ul tre"]],
    ["- en\n1. to\n12. tre", "", ["ul en", "ol to / tre"]],
    ["- en\nikke et punkt", "", ["ul en", "p ikke et punkt"]],
    ["Før\n- en", "", ["p Før", "ul en"]],
    ["1234. er ikke et punkt", "", ["p 1234. er ikke et punkt"]],
    ["Det er **vigtigt** at vide", "", ["p Det er *vigtigt* at vide"]],
    ["En ** uden sin mage", "", ["p En ** uden sin mage"]],
    ["Frist: [skriv datoen].", "", ["p Frist: ?[skriv datoen]?."]],
    ["[skriv uden ende", "", ["p ?[skriv uden ende?"]],
    ["| Akt | Dato |\n|---|---|\n| 1 | i går |\n| 2 |", "", ["table Akt,Dato 1,i går / 2,"]],
    ["Over\n---\nunder", "", ["p Over", "rule", "p under"]],
    ["#uden mellemrum", "", ["p #uden mellemrum"]],
    ["Linje\r\nog linje", "", ["p Linje og linje"]],
  ] as const) {
    const set = setLetter(text);
    expect([set.title, set.body.map(told)], text).toEqual([title, body]);
  }
});

test("a day is written as a letter writes it", () => {
  expect(letterDay("2026-11-22")).toBe("22. november 2026");
  expect(letterDay("2027-01-01")).toBe("1. januar 2027");
});
