import type { PersonLoad } from "../../backend/contract";
import { compareText } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

type Order = (a: PersonLoad, b: PersonLoad) => number;

/** Nobody without a due date comes before somebody with one. */
const noDue = "9999-12-31";

const orders: Record<string, Order> = {
  name: (a, b) => compareText(a.name, b.name),
  unit: (a, b) => compareText(a.unit, b.unit),
  open: (a, b) => a.open - b.open,
  late: (a, b) => a.late - b.late,
  soon: (a, b) => a.dueNextSevenDays - b.dueNextSevenDays,
  oldest: (a, b) => (a.oldestDue ?? noDue).localeCompare(b.oldestDue ?? noDue),
};

export function teamColumns(): Column[] {
  const column = (id: string, header: string, least: number, share: number, more: Partial<Column> = {}): Column => ({
    id,
    header,
    least,
    share,
    ascending: `${id}_up`,
    descending: `${id}_down`,
    ...more,
  });
  return [
    column("name", t("team.column.name"), 12, 2, { always: true }),
    column("unit", t("team.column.unit"), 10, 2),
    column("open", t("team.column.open"), 12, 2),
    column("late", t("team.column.late"), 7, 1, { align: "end" }),
    column("soon", t("team.column.soon"), 9, 1, { align: "end" }),
    column("oldest", t("team.column.oldest"), 13, 1.5),
  ];
}

/** Equal ones stand by name, so that the list does not shuffle between two looks. */
export function sortTeam(people: readonly PersonLoad[], sort: string): PersonLoad[] {
  const [id = "", direction] = sort.split("_");
  const order = orders[id] ?? orders.name;
  const sign = direction === "down" ? -1 : 1;
  return people.toSorted((a, b) => sign * (order?.(a, b) ?? 0) || compareText(a.name, b.name));
}
