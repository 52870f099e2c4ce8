import { failureWith, type NewReleaseComment } from "../../../backend";
import { findItem } from "../items/every-item";
import type { RemarkDraft } from "./drafts.svelte";

/** A row is told by its number, and kept by its id: numbers move. A number that no row has is said of its field. */
export async function remarkOf(request: string, { number, markId, text }: RemarkDraft): Promise<NewReleaseComment> {
  if (number.trim() === "") return { itemId: null, markId: null, text: text.trim() };
  const asked = Number(number.trim());
  const row = Number.isInteger(asked) ? await findItem(request, (one) => one.number === asked) : null;
  if (!row) throw { ...failureWith("invalid_input"), field: "itemId", problem: "no_such_item" };
  return { itemId: row.id, markId: markId || null, text: text.trim() };
}
