import type { LookPurpose } from "../../backend/contract";

/** Why somebody looks, the commonest first. */
export const purposes: readonly LookPurpose[] = ["case_work", "inquiry", "deadline", "aktindsigt", "supervision", "emergency"];

/** Signs of a reason: fewer say nothing to who reads it afterwards. */
export const shortestReason = { reveal: 10, emergency: 20, other: 3 } as const;
