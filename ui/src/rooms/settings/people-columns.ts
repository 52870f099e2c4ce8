import type { PersonRow } from "../../backend/contract";
import { compareText } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export function peopleColumns(): Column[] {
  return [
    { id: "name", header: t("people.name"), least: 11, share: 2, ascending: "name_up", descending: "name_down", always: true },
    {
      id: "username",
      header: t("people.username"),
      least: 8,
      share: 1,
      ascending: "username_up",
      descending: "username_down",
    },
    { id: "roles", header: t("people.roles"), least: 12, share: 2 },
    { id: "unit", header: t("case.column.unit"), least: 10, share: 2 },
    { id: "state", header: t("people.state"), least: 6, share: 1 },
    {
      id: "signed_in",
      header: t("people.last_signed_in"),
      least: 11,
      share: 1,
      ascending: "seen_up",
      descending: "seen_down",
    },
  ];
}

export function sortPeople(people: readonly PersonRow[], sort: string): PersonRow[] {
  const sign = sort.endsWith("_down") ? -1 : 1;
  const key = (person: PersonRow) => {
    if (sort.startsWith("username")) return person.username;
    return sort.startsWith("seen") ? (person.lastSignedIn ?? "") : person.name;
  };
  return people.toSorted((a, b) => sign * compareText(key(a), key(b)) || compareText(a.name, b.name));
}
