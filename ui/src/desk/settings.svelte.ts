import type { SettingRow } from "../backend";
import { ask } from "./ask";
import { noteFresh } from "./freshness.svelte";
import { look } from "./look.svelte";
import { lookFrom } from "./remembered-look";

/** The settings of the municipality and of the person at the desk, as last heard. */
class CurrentSettings {
  rows = $state.raw<SettingRow[]>([]);

  async load(): Promise<void> {
    this.#take((await ask("list_settings", {})).rows);
  }

  /** `null` goes back to the default. */
  async change(key: string, value: string | null): Promise<void> {
    this.#take((await ask("change_setting", { key, value })).rows);
  }

  value(key: string): string | null {
    return this.rows.find((row) => row.key === key)?.value ?? null;
  }

  forget(): void {
    this.rows = [];
  }

  #take(rows: SettingRow[]): void {
    this.rows = rows;
    noteFresh();
    look.change(
      lookFrom({
        language: this.value("language") ?? look.language,
        theme: this.value("theme") ?? look.theme,
        textSize: this.value("text_size") ?? look.textSize,
        density: this.value("density") ?? look.density,
      }),
    );
  }
}

export const settings = new CurrentSettings();
