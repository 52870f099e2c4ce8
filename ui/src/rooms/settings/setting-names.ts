import { tMaybe } from "../../i18n/messages.svelte";

/** A setting in words. One that is newer than these texts shows its key, so that it can still be changed. */
export function settingName(key: string): string {
  return tMaybe(`setting.${key}.name`) ?? key;
}

export function settingHelp(key: string): string | null {
  return tMaybe(`setting.${key}.help`);
}

export function optionName(key: string, option: string): string {
  return tMaybe(`setting.${key}.option.${option}`) ?? option;
}
