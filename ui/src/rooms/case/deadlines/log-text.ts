import type { DeadlineLogRow } from "../../../backend";
import { inOurLanguage } from "../../../desk/deadline-law.svelte";
import { longDay } from "../../../i18n/format";
import { language, t } from "../../../i18n/messages.svelte";
import { clockText } from "./danish-day";
import { lawWord } from "./law-text";

/** What a line of a deadline's log says was done. */
export function logText(line: DeadlineLogRow): string {
  const from = line.from ? longDay(line.from) + (line.fromTime ? t("deadline.at_time", { time: clockText(line.fromTime, language()) }) : "") : "";
  const to = line.to ? longDay(line.to) : "";
  switch (line.kind) {
    case "stopped":
      return t("deadline.log.stopped", { from, ground: line.ground ? lawWord("ground", line.ground) : "" });
    case "extended":
      return line.length
        ? t("deadline.log.extended_by", { length: inOurLanguage(line.length), from })
        : t("deadline.log.extended_to", { to, from });
    case "moved":
      return t("deadline.log.moved", { from, to });
    case "undone":
      return t("deadline.log.undone", { entry: String(line.undoes ?? "") });
    default:
      return t(`deadline.log.${line.kind}`, { from, to });
  }
}
