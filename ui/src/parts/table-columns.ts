export interface Column {
  id: string;
  header: string;
  /** The least width in rem, and its share of what is left over. */
  least: number;
  share: number;
  align?: "end";
  /** What to ask for, for each direction that the list can be sorted in. */
  ascending?: string;
  descending?: string;
  /** Cannot be hidden. */
  always?: boolean;
  /** Hidden until the person asks for it. */
  optional?: boolean;
}

export function gridTemplate(columns: readonly Column[]): string {
  return columns.map((column) => `minmax(${column.least}rem, ${column.share}fr)`).join(" ");
}

export function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.least, 0);
}

/** The sort that a press on the column's heading asks for. */
export function nextSort(column: Column, current: string | undefined): string | null {
  if (current === column.ascending && column.descending) return column.descending;
  return column.ascending ?? column.descending ?? null;
}

export function sortDirection(column: Column, current: string | undefined): "ascending" | "descending" | undefined {
  if (!current) return undefined;
  if (current === column.ascending) return "ascending";
  return current === column.descending ? "descending" : undefined;
}

/** The columns a person chose for a table, by table. Only ids are kept. */
export function rememberedColumns(table: string): string[] | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(table)) ?? "null");
    return Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : null;
  } catch {
    return null;
  }
}

export function rememberColumns(table: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(storageKey(table), JSON.stringify(ids));
  } catch {
    // Storage is full or closed: the choice holds until the window closes.
  }
}

export function shownColumns<C extends Column>(columns: readonly C[], chosen: readonly string[] | null): C[] {
  const isChosen = (column: C) => (chosen ? chosen.includes(column.id) : !column.optional);
  return columns.filter((column) => column.always || isChosen(column));
}

/**
 * As many from the first as have room. Beside an open row the list is narrow, and what does not fit stands in what is
 * open: half a column at the edge would only be in the way.
 */
export function fittingColumns<C extends Column>(columns: readonly C[], widthInRem: number): C[] {
  let used = 0;
  let isFull = false;
  return columns.filter((column) => {
    isFull ||= used + column.least > widthInRem;
    if (isFull && !column.always) return false;
    used += column.least;
    return true;
  });
}

function storageKey(table: string): string {
  return `sagsbord.columns.${table}`;
}
