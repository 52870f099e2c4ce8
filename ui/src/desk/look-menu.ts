import { t } from "../i18n/messages.svelte";
import type { MenuGroup } from "../parts/menu-items";
import { changeLook } from "./change-look";
import { look } from "./look.svelte";
import { languages, textSizes, themes } from "./remembered-look";

/** What can be chosen of how the program looks; read it in a `$derived`, for it follows the choice. */
export function lookMenu(): MenuGroup[] {
  return [
    {
      label: t("look.language"),
      items: languages.map((one) => ({
        kind: "choice",
        label: t(`language.${one}`),
        isChosen: look.language === one,
        run: () => void changeLook("language", one),
      })),
    },
    {
      label: t("look.theme"),
      items: themes.map((one) => ({
        kind: "choice",
        label: t(`theme.${one}`),
        isChosen: look.theme === one,
        run: () => void changeLook("theme", one),
      })),
    },
    {
      label: t("look.text_size"),
      items: textSizes.map((one) => ({
        kind: "choice",
        label: t(`text_size.${one}`),
        isChosen: look.textSize === one,
        run: () => void changeLook("text_size", one),
      })),
    },
  ];
}
