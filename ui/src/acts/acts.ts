import type { NeededRight } from "../desk/desk.svelte";
import type { MessageKey } from "../i18n/messages.svelte";
import type { IconName } from "../parts/icons";
import { aktindsigtActs } from "./aktindsigt-acts";
import { caseActs } from "./case-acts";
import { deadlineActs } from "./deadline-acts";
import { deskActs } from "./desk-acts";
import { intakeActs } from "./intake-acts";
import { lookActs } from "./look-acts";
import { roomActs } from "./room-acts";
import type { Shortcut } from "./shortcut";
import { taskActs } from "./task-acts";

/**
 * Something a person can do. The palette, the shortcut help and the menus all read this one list, so
 * what can be done can be found in each of them.
 */
export interface Act {
  id: string;
  messageKey: MessageKey;
  /** Other words people use for it, found by the palette. */
  alsoKey?: MessageKey;
  group: ActGroup;
  icon: IconName;
  shortcut?: Shortcut;
  /** `null` is for everybody who is signed in. */
  right: NeededRight;
  /** Where it can be done only now and then: whether it can be just now. */
  isPossible?: () => boolean;
  run: () => void;
}

export type ActGroup = "rooms" | "case" | "desk" | "look";

export const acts: readonly Act[] = [
  ...roomActs(),
  ...caseActs,
  ...aktindsigtActs,
  ...deadlineActs,
  ...taskActs,
  ...intakeActs,
  ...deskActs,
  ...lookActs,
];

export function actsFor(may: (needed: NeededRight) => boolean): Act[] {
  return acts.filter((act) => may(act.right));
}

export function canBeDone(act: Act): boolean {
  return act.isPossible?.() ?? true;
}

export function actById(id: string): Act | undefined {
  return acts.find((act) => act.id === id);
}
