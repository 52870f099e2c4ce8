import { expect, test } from "vitest";
import { insteadOf } from "./neutral-word";

test("a wording can be put into the text, and advice cannot", () => {
  const check = (said: string | null, wording: string | null | undefined) => {
    const evidence = said === null ? [] : [{ message: "word.instead", values: [said] }];
    expect(insteadOf({ evidence })?.wording, said ?? "none").toBe(wording);
  };
  check("borgeren græd og talte højt", "borgeren græd og talte højt");
  check("det oplyste stemmer ikke med …", "det oplyste stemmer ikke med");
  check('"svær overvægt", hvis lægen har oplyst det', "svær overvægt");
  check("beskriv hvad borgeren gjorde og sagde", null);
  check("skriv kun om seksualitet, når sagen handler om det", null);
  check("brug diagnosen fra lægens attest, hvis den er nødvendig", null);
  check("brugeren oplyser", "brugeren oplyser");
  check(null, undefined);
});
