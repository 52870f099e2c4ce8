import type { IconName } from "./icons";

export type MenuItem =
  | { kind: "act"; label: string; icon?: IconName; keys?: string[]; run: () => void }
  | { kind: "choice"; label: string; isChosen: boolean; run: () => void }
  | { kind: "tick"; label: string; isOn: boolean; run: () => void };

export interface MenuGroup {
  label?: string;
  items: MenuItem[];
}
