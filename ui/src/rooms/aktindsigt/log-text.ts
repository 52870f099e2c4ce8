import type { AktindsigtLogRow, CheckRegime } from "../../backend/contract";
import { t, tMaybe } from "../../i18n/messages.svelte";
import { outcomeText } from "./release/release-words";
import { hoursAndMinutes, regimes, regimeName } from "./words";

/** As a set of rules is kept in the log. */
const codes: Record<string, CheckRegime> = {
  miljoe: "environment",
  sundhed: "health_record",
  fvl: "party_access",
  egenacces: "own_access",
  gdpr: "data_protection",
  ofl: "public_access",
};

/** What a line of the log came to, in words: codes and numbers stand there. */
export function logText(row: Pick<AktindsigtLogRow, "kind" | "detail" | "text">): string {
  const parts = (row.detail ?? "").split(" ").filter(Boolean);
  const [first = "", second = ""] = parts;
  switch (row.kind) {
    case "registered":
    case "changed":
      return first && first !== "0" ? t("aktindsigt.log.cases", { n: Number(first) }) : "";
    case "regimes_chosen":
      return regimes.filter((one) => parts.some((code) => codes[code] === one)).map(regimeName).join(", ");
    case "time_logged":
      return `${tMaybe(`aktindsigt.time.${first}`) ?? first}: ${hoursAndMinutes(Number(second))}`;
    case "collected":
      return t("aktindsigt.log.collected_n", { n: Number(second), from: tMaybe(`aktindsigt.from.${first}`) ?? first });
    case "decided":
      return `${tMaybe(`aktindsigt.decision.${first}`) ?? first}: ${t("aktindsigt.documents", { n: Number(second) })}`;
    case "item_changed":
      return `${tMaybe(`aktindsigt.log.item.${first}`) ?? first}${second && second !== "0" ? ` (${t("aktindsigt.item", { number: second })})` : ""}`;
    case "renumbered":
      return t("aktindsigt.documents", { n: Number(first) });
    case "refuse":
      return tMaybe(`aktindsigt.ground.${first}`) ?? first;
    case "forward":
      return row.detail ?? "";
    case "marked_everywhere":
      return `${tMaybe(`aktindsigt.log.mark.${first}`) ?? first}, ${t("aktindsigt.log.places", { n: Number(second) })}`;
    case "doubt_accepted":
      return `${tMaybe(`aktindsigt.log.doubt.${first}`) ?? first}${second ? ` (${second})` : ""}`;
    case "letter_drafted":
    case "letter_saved":
      return tMaybe(`aktindsigt.log.letter.${first}`) ?? first;
    case "sent_to_approval":
    case "approved":
    case "stop_answered":
    case "recalled":
      return first && t("aktindsigt.log.nth", { number: first });
    case "returned":
      return nthAndMore(first, Number(second) > 0 ? t("aktindsigt.log.remarks", { n: Number(second) }) : "");
    case "bundle_built":
      return `${tMaybe(`aktindsigt.log.bundle.${first}`) ?? first}${Number(second) > 0 ? ` (${t("intake.pages", { n: Number(second) })})` : ""}`;
    case "released":
      return nthAndMore(first, tMaybe(`release.way.${second}`) ?? second);
    case "delivered":
      return `${tMaybe(`release.way.${first}`) ?? first}: ${outcomeText({ outcome: second })}`;
    default:
      return "";
  }
}

function nthAndMore(number: string, more: string): string {
  return [t("aktindsigt.log.nth", { number }), more].filter(Boolean).join(", ");
}
