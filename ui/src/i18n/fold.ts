/**
 * Text as it is compared when somebody searches: the same rule as the store's (crates/domain/src/fold.rs),
 * so that a name is found in the palette by the spelling that finds it in the case list.
 */
export function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[æäǽ]/g, "ae")
    .replace(/[øöǿ]/g, "oe")
    .replace(/[åǻ]/g, "aa")
    .replace(/ß/g, "ss")
    .replace(/ð/g, "d")
    .replace(/þ/g, "th")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}
