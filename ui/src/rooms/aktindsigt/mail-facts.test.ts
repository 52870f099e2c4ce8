import { expect, test } from "vitest";
import { factsOfMail } from "./mail-facts";

test("who wrote a mail and what about is proposed, and nothing is made up", () => {
  const check = (from: string, subject: string, expected: [string, string, string]) =>
    expect(Object.values(factsOfMail({ from, subject })), from).toEqual(expected);
  check("Ingeborg Skjern <i@example.dk>", "Anmodning om aktindsigt", ["Ingeborg Skjern", "i@example.dk", "Anmodning om aktindsigt"]);
  check('"Skjern, Ingeborg" <i@example.dk>', "SV: Re: Rampe", ["Skjern, Ingeborg", "i@example.dk", "Rampe"]);
  check("<i@example.dk>", "", ["", "i@example.dk", ""]);
  check("i@example.dk", "Vedr. rampe", ["", "i@example.dk", "Vedr. rampe"]);
  check("", "", ["", "", ""]);
});
