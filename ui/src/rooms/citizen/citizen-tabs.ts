import type { CitizenOverview } from "../../backend/contract";
import { number } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import { gaps, type SourceLine } from "./source-lines";

export const citizenTabs = ["cases", "timeline", "benefits", "documents", "related", "sources", "looks"] as const;
export type CitizenTab = (typeof citizenTabs)[number];

const words: Record<CitizenTab, string | null> = {
  cases: null,
  timeline: "tidslinje",
  benefits: "ydelser",
  documents: "dokumenter",
  related: "relationer",
  sources: "kilder",
  looks: "hvem-har-set",
};

export function citizenTabFrom(word: string | undefined): CitizenTab {
  return citizenTabs.find((tab) => words[tab] !== null && words[tab] === word) ?? "cases";
}

export function wordOfCitizenTab(tab: CitizenTab): string | null {
  return words[tab];
}

/** What a tab is called, with how much there is in it: nobody opens an empty one to see that it is empty. */
export function tabLabel(tab: CitizenTab, of: CitizenOverview, lines: readonly SourceLine[]): string {
  const name = t(`citizen.tab.${tab}`);
  const count = (n: number, hasMore = false) => `${name} (${number(n)}${hasMore ? "+" : ""})`;
  switch (tab) {
    case "cases":
      return count(of.cases.length, of.hasMoreCases);
    case "benefits":
      return count(of.benefits.length);
    case "documents":
      return count(of.documents.length, of.hasMoreDocuments);
    case "related":
      return count(of.related.length);
    case "sources":
      return gaps(lines).length > 0 ? t("citizen.tab.sources_gaps", { n: gaps(lines).length }) : name;
    default:
      return name;
  }
}
