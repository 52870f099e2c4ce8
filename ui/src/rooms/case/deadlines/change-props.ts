import type { DeadlineDetail } from "../../../backend";
import { clock } from "../../../desk/freshness.svelte";
import { danishToday } from "../danish-today";
import { writtenDay } from "./danish-day";

/** What every dialog that changes a deadline is given. */
export interface ChangeProps {
  detail: DeadlineDetail;
  onclose: () => void;
  onchange: (detail: DeadlineDetail) => void;
  onconflict: () => Promise<void>;
}

/** Most of what is noted happened today. */
export function todayWritten(): string {
  return writtenDay(danishToday(clock.now));
}

/** `14.30`, as Danes write it, or `14:30`. */
export function clockTime(text: string): string | null {
  return text.trim() === "" ? null : text.trim().replace(".", ":");
}
