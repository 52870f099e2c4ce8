import { expect, test } from "vitest";
import { logText } from "./log-text";

test("what a line of the log came to is said in words, and a code that is not known stands as it is", () => {
  const check = (kind: string, detail: string | null, expected: string) => expect(logText({ kind, detail, text: null }), kind).toBe(expected);
  check("registered", "2", "med 2 sager");
  check("changed", null, "");
  check("regimes_chosen", "fvl gdpr", "Partsaktindsigt (forvaltningsloven), Indsigt i egne data (GDPR art. 15)");
  check("time_logged", "review -90", "Gennemgang: -1 t 30 min.");
  check("collected", "search 1", "1 akt (Fra en søgning)");
  check("decided", "withheld 1200", "Tilbageholdes: 1.200 akter");
  check("item_changed", "take_out 4", "taget ud (Akt 4)");
  check("item_changed", "unfold 0", "foldet ud");
  check("refuse", "nothing_there", "Der findes intet af det, der bedes om");
  check("forward", "Region Midt", "Region Midt");
  check("decided", "something_new 3", "something_new: 3 akter");
  check("review", null, "");
});
