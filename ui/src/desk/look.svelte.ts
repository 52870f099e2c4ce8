import type { Language } from "../backend";
import { setLanguage } from "../i18n/messages.svelte";
import { type Look, lookFrom, rememberLook, rememberedLook, type Theme } from "./remembered-look";

/** How the desk looks just now. Changing it repaints at once and is remembered for the next sign-in screen. */
class CurrentLook {
  #look = $state.raw<Look>(rememberedLook());
  /** One rem in pixels: tables count their rows in it. */
  remInPixels = $state(16);
  #darkSystem = matchMedia("(prefers-color-scheme: dark)");

  get theme(): Theme {
    return this.#look.theme;
  }
  get language(): Language {
    return this.#look.language;
  }
  get textSize(): Look["textSize"] {
    return this.#look.textSize;
  }
  get density(): Look["density"] {
    return this.#look.density;
  }

  start(): void {
    this.#darkSystem.addEventListener("change", () => this.#paint());
    this.#paint();
  }

  change(part: Partial<Look>): void {
    this.#look = lookFrom({ ...this.#look, ...part });
    rememberLook(this.#look);
    this.#paint();
  }

  #paint(): void {
    const root = document.documentElement;
    const { theme, textSize, density, language } = this.#look;
    root.dataset.theme = theme === "system" ? (this.#darkSystem.matches ? "dark" : "light") : theme;
    root.dataset.textSize = textSize;
    root.dataset.density = density;
    root.lang = language;
    setLanguage(language);
    this.remInPixels = parseFloat(getComputedStyle(root).fontSize) || 16;
  }
}

export const look = new CurrentLook();
