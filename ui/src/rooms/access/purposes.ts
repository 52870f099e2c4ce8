import type { LookPurpose } from "../../backend/contract";

/** Why somebody looks, the commonest first. */
export const purposes: readonly LookPurpose[] = ["case_work", "inquiry", "deadline", "aktindsigt", "supervision", "emergency"];
