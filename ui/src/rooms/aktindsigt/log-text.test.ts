import { expect, test } from "vitest";
import { tMaybe } from "../../i18n/messages.svelte";
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

test("what approval, bundle and release write is told in words", () => {
  const check = (kind: string, detail: string | null, expected: string) => {
    expect(logText({ kind, detail, text: null }), kind).toBe(expected);
    expect(tMaybe(`aktindsigt.log.${kind}`), kind).not.toBeNull();
  };
  check("marked_everywhere", "cover 12", "dækket, 12 steder");
  check("doubt_accepted", "other_case", "nummer på en anden sag");
  check("doubt_accepted", "other_case 12", "nummer på en anden sag (12)");
  check("letter_drafted", "decision", "afgørelsen");
  check("letter_saved", "breach", "anmeldelsen af brud");
  check("sent_to_approval", "2", "nr. 2");
  check("approved", "2", "nr. 2");
  check("returned", "2 0", "nr. 2");
  check("returned", "2 1", "nr. 2, 1 bemærkning");
  check("commented", null, "");
  check("stopped", null, "");
  check("stop_answered", "1", "nr. 1");
  check("bundle_built", "clean 14", "intet dækket er fundet i filerne (14 sider)");
  check("bundle_built", "doubt 0", "der er tvivl, og filerne er ikke gemt");
  check("released", "1 digital_post", "nr. 1, Digital Post");
  check("delivered", "file written", "I en mappe: Skrevet i mappen");
  check("recalled", "1", "nr. 1");
});
