import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

const number = (): Column => ({ id: "number", header: t("index.column.number"), least: 8.5, share: 0.1 });

export function heldColumns(): Column[] {
  return [
    { id: "title", header: t("index.column.title"), least: 14, share: 3, always: true },
    { id: "gives_away", header: t("index.column.why"), least: 11, share: 1, always: true },
    number(),
    { id: "step", header: t("index.column.step"), least: 9, share: 0.5, optional: true },
    { id: "queued", header: t("index.column.queued"), least: 11, share: 0.1, optional: true },
  ];
}

export function parkedColumns(): Column[] {
  return [
    { id: "title", header: t("index.column.title"), least: 12, share: 2, always: true },
    { id: "why", header: t("index.column.why"), least: 14, share: 2, always: true },
    number(),
    { id: "step", header: t("index.column.step"), least: 9, share: 0.5 },
    { id: "tries", header: t("index.column.tries"), least: 6, share: 0.1, align: "end", optional: true },
    { id: "queued", header: t("index.column.queued"), least: 11, share: 0.1, optional: true },
  ];
}

export function dryRunColumns(): Column[] {
  return [
    { id: "step", header: t("index.column.step"), least: 9, share: 0.4, always: true },
    { id: "title", header: t("index.column.published"), least: 14, share: 3, always: true },
    { id: "held", header: t("index.column.held"), least: 7.5, share: 0.1, always: true },
    number(),
    { id: "citizen", header: t("index.column.citizen"), least: 6.5, share: 0.1 },
    { id: "sensitivity", header: t("index.column.sensitivity"), least: 8, share: 0.1 },
    { id: "kle", header: t("index.column.kle"), least: 6, share: 0.1, optional: true },
    { id: "unit", header: t("index.column.unit"), least: 10, share: 1, optional: true },
  ];
}

export function differenceColumns({ mayMend }: { mayMend: boolean }): Column[] {
  const mark: Column = { id: "mark", header: t("index.column.mark"), least: 4, share: 0.1, always: true };
  const sorted = (id: string) => ({ ascending: `${id}_up`, descending: `${id}_down` });
  return [
    ...(mayMend ? [mark] : []),
    { ...number(), ...sorted("number"), always: true },
    { id: "about", header: t("index.column.about"), least: 11, share: 0.6, ...sorted("about"), always: true },
    { id: "here", header: t("index.column.here"), least: 11, share: 2, ...sorted("here"), always: true },
    { id: "there", header: t("index.column.there"), least: 11, share: 2, ...sorted("there"), always: true },
    { id: "ways", header: t("index.column.ways"), least: 9, share: 0.4 },
  ];
}
