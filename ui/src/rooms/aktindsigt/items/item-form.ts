import type { ItemChange, ItemDirection, ItemMatter, ItemRow, CheckRegime } from "../../../backend/contract";
import { readDay, writtenDay } from "../../case/deadlines/danish-day";

/** What the list says of a document, as it stands in a form. */
export interface ItemForm {
  title: string;
  dated: string;
  dispatched: string;
  direction: ItemDirection;
  matter: ItemMatter;
  sender: string;
  recipient: string;
  /** Empty: what follows from the request's. */
  regime: CheckRegime | "";
}

export function itemForm(row: ItemRow): ItemForm {
  return {
    title: row.title,
    dated: writtenDay(row.dated),
    dispatched: row.dispatched ? writtenDay(row.dispatched) : "",
    direction: row.direction,
    matter: row.matter,
    sender: row.sender,
    recipient: row.recipient,
    regime: row.regimeIsOwn && row.regime ? row.regime : "",
  };
}

/** None where a day is no day. */
export function changeOf(form: ItemForm): ItemChange | null {
  const dated = readDay(form.dated);
  const dispatched = form.dispatched.trim() === "" ? null : readDay(form.dispatched);
  if (dated === null || (form.dispatched.trim() !== "" && dispatched === null)) return null;
  return { kind: "facts", ...form, title: form.title.trim(), dated, dispatched, regime: form.regime || null };
}

/** Judged by something else than before, it has to be decided about anew. */
export function takesDecisionBack(row: ItemRow, form: ItemForm): boolean {
  const before = itemForm(row);
  return row.decision !== "undecided" && (["regime", "matter", "dispatched", "direction"] as const).some((field) => before[field] !== form[field]);
}
