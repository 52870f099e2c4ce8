import type { TimelineRow } from "../../../backend";
import { shortDay } from "../../../i18n/format";
import { language, t, tMaybe } from "../../../i18n/messages.svelte";
import type { IconName } from "../../../parts/icons";
import type { Place } from "../../../route/place";
import { placeOfIntake } from "../intake/intake-place";
import { placeOfCasePage, placeOfTask } from "./case-place";

/** One line of the timeline in words. What is newer than these texts keeps its code. */
export function sentence({ what }: TimelineRow): string {
  switch (what.kind) {
    case "opened":
      return t("case.timeline.opened", { source: what.data });
    case "changed": {
      const { field, before, after } = what.data;
      if (field === "created") return t("case.timeline.created");
      const values = { before: valueOf(field, before), after: valueOf(field, after) };
      return t("case.timeline.changed", { field: tMaybe(`case.field.${field}`) ?? field, ...values });
    }
    case "document":
      return t("case.timeline.document", { title: what.data.title, kind: t(`document.kind.${what.data.direction}`) });
    case "note":
      return t(what.data.isSupplement ? "case.timeline.supplement" : "case.timeline.note", { text: what.data.text });
    case "source_note":
      return t("case.timeline.source_note", { text: what.data.author ? `${what.data.author}: ${what.data.text}` : what.data.text });
    case "task":
      return t(`case.timeline.task.${what.data.step}`, { title: what.data.title });
    case "party": {
      const { name, before, after } = what.data;
      if (after === null) return t("case.timeline.party.gone", { name });
      const part = t(`party.part.${after}`);
      return before === null ? t("case.timeline.party.came", { name, part }) : t("case.timeline.party.became", { name, part, before: t(`party.part.${before}`) });
    }
    case "deadline":
    case "deadline_change": {
      const { name, rule, change, due } = what.data;
      const what_ = change ? (tMaybe(`case.timeline.deadline.${change}`) ?? change) : t("case.timeline.deadline");
      const to = due ? t("case.timeline.due", { day: shortDay(due) }) : "";
      return `${what_}: ${name ? name[language()] : rule}${to}`;
    }
    case "letter":
      return t("case.timeline.letter", { title: what.data });
    case "letter_step":
      return t("case.timeline.letter_step", { title: what.data.title, state: tMaybe(`letter.state.${what.data.state}`) ?? what.data.state });
    case "intake":
      return t("case.timeline.intake");
    case "intake_removed":
      return t("case.timeline.intake_removed", { reason: what.data });
    case "related":
      return t("case.timeline.related", { relation: t(`case.relation.${what.data.relation}`), number: what.data.number, title: what.data.title });
    case "copied":
      return t("case.timeline.copied", { system: what.data });
    case "told":
      return t("case.timeline.told");
  }
}

function valueOf(field: string, value: string | null): string {
  if (value === null || value === "") return t("case.timeline.nothing");
  if (field === "status") return tMaybe(`case.status.${value}`) ?? value;
  if (field === "sensitivity") return tMaybe(`sensitivity.${value}`) ?? value;
  if (field === "due") return shortDay(value);
  return value;
}

const icons: Record<TimelineRow["what"]["kind"], IconName> = {
  opened: "plus",
  changed: "settings",
  document: "document",
  note: "list",
  source_note: "list",
  task: "flag",
  party: "person",
  deadline: "time",
  deadline_change: "time",
  letter: "document",
  letter_step: "document",
  intake: "upload",
  intake_removed: "trash",
  related: "index",
  copied: "download",
  told: "index",
};

export function iconOf(row: TimelineRow): IconName {
  return icons[row.what.kind];
}

/** Where what it is about can be looked at. */
export function placeOf(caseId: string, { what, id }: TimelineRow): Place | null {
  switch (what.kind) {
    case "document":
      return placeOfCasePage(caseId, "documents", { dokument: id });
    case "note":
    case "source_note":
      return placeOfCasePage(caseId, "journal");
    case "deadline":
    case "deadline_change":
      return placeOfCasePage(caseId, "overview", { frist: id });
    case "task":
      return placeOfTask(id);
    case "intake":
      return placeOfIntake(id);
    case "related":
      return placeOfCasePage(id);
    default:
      return null;
  }
}
