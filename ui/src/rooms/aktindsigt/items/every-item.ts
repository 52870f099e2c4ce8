import type { ItemRow, ItemShown } from "../../../backend";
import { ask } from "../../../desk/ask";

/** As many as the desk gives at once. */
const atOnce = 500;

/** Every row of a list, however long: for what is done to all of them. */
export async function everyItem(request: string, shown: ItemShown): Promise<ItemRow[]> {
  const rows: ItemRow[] = [];
  for (let total = 1; rows.length < total; ) {
    const page = await ask("list_items", { id: request, shown, offset: rows.length, limit: atOnce });
    rows.push(...page.rows);
    total = page.rows.length === 0 ? rows.length : page.total;
  }
  return rows;
}

/** One row, wherever it stands: a link may lead to it before the list has been read so far. */
export async function findItem(request: string, isIt: (row: ItemRow) => boolean): Promise<ItemRow | null> {
  for (let offset = 0; ; offset += atOnce) {
    const page = await ask("list_items", { id: request, shown: "all", offset, limit: atOnce });
    const found = page.rows.find(isIt);
    if (found) return found;
    if (page.rows.length < atOnce) return null;
  }
}
