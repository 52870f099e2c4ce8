import { densities, languages, textSizes, themes } from "../desk/remembered-look";
import { changeLook } from "../desk/change-look";
import type { Act } from "./acts";

const forEverybody = { group: "look", right: null } as const;

/** One act for each way the desk can look, so that each can be typed. */
export const lookActs: readonly Act[] = [
  ...themes.map(
    (theme): Act => ({
      ...forEverybody,
      id: `look.theme.${theme}`,
      messageKey: `act.theme.${theme}`,
      icon: "palette",
      run: () => void changeLook("theme", theme),
    }),
  ),
  ...textSizes.map(
    (size): Act => ({
      ...forEverybody,
      id: `look.text_size.${size}`,
      messageKey: `act.text_size.${size}`,
      icon: "textSize",
      run: () => void changeLook("text_size", size),
    }),
  ),
  ...densities.map(
    (density): Act => ({
      ...forEverybody,
      id: `look.density.${density}`,
      messageKey: `act.density.${density}`,
      icon: "list",
      run: () => void changeLook("density", density),
    }),
  ),
  ...languages.map(
    (language): Act => ({
      ...forEverybody,
      id: `look.language.${language}`,
      messageKey: `act.language.${language}`,
      icon: "language",
      run: () => void changeLook("language", language),
    }),
  ),
];
