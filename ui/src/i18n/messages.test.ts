import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import da from "../messages/da.json";
import en from "../messages/en.json";
import { translate } from "./messages.svelte";

const source = fileURLToPath(new URL("..", import.meta.url));

/** Keys the desk names at run time; the screens look them up with `tMaybe`. */
const namedByTheDesk = ["setting.", "audit.act.", "audit.subject."];

function sourceText(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourceText(path);
      const isCode = /\.(svelte|ts)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name);
      return isCode ? readFileSync(path, "utf8") : "";
    })
    .join("\n");
}

const code = sourceText(source);
const quoted = new Set([...code.matchAll(/["']([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)["']/g)].map((m) => m[1]));
const prefixes = [...code.matchAll(/`([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\.)\$\{/g)].map((m) => m[1] ?? "");

function withoutPlural(key: string): string {
  return key.replace(/\.n_(one|other)$/, "");
}

test("both languages have the same keys", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(da).sort());
});

test("both languages fill in the same parameters", () => {
  const parameters = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();
  for (const [key, text] of Object.entries(da)) {
    expect(parameters(en[key as keyof typeof en]), key).toEqual(parameters(text));
  }
});

test("no key is left unused", () => {
  const unused = Object.keys(da).filter((full) => {
    const key = withoutPlural(full);
    if (namedByTheDesk.some((prefix) => key.startsWith(prefix))) return false;
    return !quoted.has(key) && !prefixes.some((prefix) => key.startsWith(prefix));
  });
  expect(unused).toEqual([]);
});

test("every key written out in the code exists", () => {
  const known = new Set(Object.keys(da).map(withoutPlural));
  const asked = [...code.matchAll(/\bt\(\s*["']([^"']+)["']/g)].map((m) => m[1] ?? "");
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
});

test("a plural form exists in pairs", () => {
  const keys = Object.keys(da);
  const one = keys.filter((key) => key.endsWith(".n_one")).map(withoutPlural);
  const other = keys.filter((key) => key.endsWith(".n_other")).map(withoutPlural);
  expect(one.sort()).toEqual(other.sort());
});

test("parameters are filled in, numbers the Danish way, and the plural form follows n", () => {
  const table = { "x.n_one": "{n} sag hos {who}", "x.n_other": "{n} sager hos {who}" };
  const check = (n: number, expected: string) =>
    expect(translate(table, "da-DK", "x", { n, who: "Anne" })).toBe(expected);
  check(1, "1 sag hos Anne");
  check(12_000, "12.000 sager hos Anne");
  expect(translate(table, "da-DK", "nothing", {})).toBeNull();
});
