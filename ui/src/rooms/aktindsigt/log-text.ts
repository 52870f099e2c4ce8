import type { AktindsigtLogRow, CheckRegime } from "../../backend/contract";
import { t, tMaybe } from "../../i18n/messages.svelte";
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
    case "letter_drafted":
    case "letter_saved":
      return tMaybe(`aktbrev.kind.${first}`) ?? first;
    case "doubt_accepted":
      return tMaybe(`doubts.kind.${first}`) ?? first;
    case "refuse":
      return tMaybe(`aktindsigt.ground.${first}`) ?? first;
    case "forward":
      return row.detail ?? "";
    default:
      return "";
  }
}
