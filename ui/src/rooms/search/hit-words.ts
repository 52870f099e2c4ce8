import type { CitizenHit, HitGroup } from "../../backend/contract";
import { t } from "../../i18n/messages.svelte";
import type { IconName } from "../../parts/icons";

export const hitIcons: Record<HitGroup, IconName> = {
  citizens: "person",
  cases: "folder",
  documents: "document",
  notes: "note",
  tasks: "task",
};

/** "4 sager, 2 åbne": of those within reach. */
export function caseCounts({ cases, openCases }: Pick<CitizenHit, "cases" | "openCases">): string {
  return cases === openCases ? t("hits.cases_all_open", { n: cases }) : t("hits.cases_some_open", { n: cases, open: openCases });
}
