import type { Language } from "../backend/contract";

export const themes = ["system", "light", "dark", "contrast"] as const;
export const textSizes = ["small", "normal", "large", "larger"] as const;
export const densities = ["comfortable", "compact"] as const;
export const languages = ["da", "en"] as const satisfies readonly Language[];

export type Theme = (typeof themes)[number];

export interface Look {
  language: Language;
  theme: Theme;
  textSize: (typeof textSizes)[number];
  density: (typeof densities)[number];
}

/** Also read by public/boot.js, before this file is there. */
const storageKey = "sagsbord.look";

/** What was last used on this machine: for the screens before anybody is signed in. No personal data. */
export function rememberedLook(): Look {
  try {
    return lookFrom(JSON.parse(localStorage.getItem(storageKey) ?? "{}"));
  } catch {
    return lookFrom({});
  }
}

export function rememberLook(look: Look): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(look));
  } catch {
    // Storage is full or closed: the look holds until the window closes.
  }
}

/** Stored text is not ours to trust: whatever is not a known value becomes the default. */
export function lookFrom(stored: unknown): Look {
  const parts = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  return {
    language: oneOf(languages, parts.language, "da"),
    theme: oneOf(themes, parts.theme, "system"),
    textSize: oneOf(textSizes, parts.textSize, "normal"),
    density: oneOf(densities, parts.density, "comfortable"),
  };
}

function oneOf<T extends string>(known: readonly T[], value: unknown, otherwise: T): T {
  return known.find((one) => one === value) ?? otherwise;
}
