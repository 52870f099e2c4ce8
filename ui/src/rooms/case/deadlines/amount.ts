/** A count as Danes write it: "1.240" and "1 240" are 1240. Null for anything else. */
export function amountIn(text: string): number | null {
  const digits = text.trim().replace(/[\s.]/g, "");
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null;
}
