import type { Right } from "../../backend";

export type SectionId = "mine" | "municipality" | "people" | "open_subjects" | "platform" | "sources" | "data" | "help";

export interface SettingsSection {
  id: SectionId;
  path: string;
  right: Right | null;
}

/** The parts of Indstillinger, each for those who may use it. */
export const settingsSections: readonly SettingsSection[] = [
  { id: "mine", path: "mine", right: null },
  { id: "municipality", path: "kommunen", right: "change_settings" },
  { id: "people", path: "personer", right: "manage_people" },
  { id: "open_subjects", path: "aabne-emner", right: "manage_people" },
  { id: "platform", path: "serviceplatformen", right: "change_settings" },
  { id: "sources", path: "kilder", right: "change_settings" },
  { id: "data", path: "data", right: "manage_store" },
  { id: "help", path: "hjaelp", right: null },
];
