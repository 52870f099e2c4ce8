import { expect, test } from "vitest";
import { findFolded } from "./find-folded";

test("a word is found where words begin with it, however it is spelled", () => {
  const check = (text: string, query: string, expected: string) => {
    let marked = text;
    for (const [begin, end] of findFolded(text, query).toReversed()) {
      marked = `${marked.slice(0, begin)}[${marked.slice(begin, end)}]${marked.slice(end)}`;
    }
    expect(marked, query).toBe(expected);
  };
  check("Anne Kjær Sørensen", "kjaer", "Anne [Kjær] Sørensen");
  check("Anne Kjær Sørensen", "SØR ann", "[Ann]e Kjær [Sør]ensen");
  check("Aabenraa Ågård", "å", "[Aa]benraa [Å]gård");
  check("Genbehandling", "behandling", "Genbehandling");
  check("2026-001234", "2026-001", "[2026]-[001]234");
  check("Ældrepleje", "aeldre", "[Ældre]pleje");
  check("🙂 Anne", "anne", "🙂 [Anne]");
  check("Anne", "", "Anne");
  check("", "anne", "");
  check("Plejebolig", "pleje plejebo", "[Plejebo]lig");
});
