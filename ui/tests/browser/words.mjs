import { readFileSync } from "node:fs";

/** The screens' own sentences, for what is looked for in both languages. Those with a value in them are looked for by their beginning. */
export function words(language) {
  const all = JSON.parse(readFileSync(new URL(`../../src/messages/${language}.json`, import.meta.url), "utf8"));
  return (key) => {
    if (all[key] === undefined) throw new Error(`there is no message ${key}`);
    return all[key].split("{")[0].trim();
  };
}
