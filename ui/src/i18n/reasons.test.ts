import { describe, expect, it } from "vitest";
import { ruleName, said } from "./reasons";

describe("said", () => {
  it("puts the values into the sentence, in either language", () => {
    expect(said("word.listed", ["doven"], "da")).toBe("står på ordlisten: doven");
    expect(said("word.listed", ["doven"], "en")).toBe("on the word list: doven");
  });

  it("leaves a value alone, whatever it looks like", () => {
    expect(said("word.instead", ["{0} $& x"], "da")).toBe("skriv hellere: {0} $& x");
  });

  it("shows a sentence it does not know by its name", () => {
    expect(said("cpr.from_the_future")).toBe("cpr.from_the_future");
  });

  it("knows the rules' names", () => {
    expect(ruleName("cpr.number")).toBe("CPR-numre");
  });
});
