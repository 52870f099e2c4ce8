import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const css = readFileSync(fileURLToPath(new URL("tokens.css", import.meta.url)), "utf8");

function theme(name: string): Record<string, string> {
  const block = new RegExp(`data-theme="${name}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["page", "surface", "surface-raised", "surface-sunken", "hover", "accent-soft"];
const text: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [["ink", ground], ["ink-quiet", ground]]),
  ...["page", "surface", "surface-raised", "hover", "accent-soft"].map((g): [string, string] => ["accent", g]),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-strong"],
  ["bad-ink", "bad"],
  ["good", "good-soft"],
  ["warn", "warn-soft"],
  ["bad", "bad-soft"],
  ["bad", "surface"],
  ["bad", "page"],
  ["bad", "hover"],
  ["bad", "accent-soft"],
  ["ink", "bad-soft"],
  ["ink", "warn-soft"],
  ["ink", "good-soft"],
];
const shapes: [string, string][] = ["page", "surface", "surface-raised"].flatMap((ground): [string, string][] => [
  ["focus", ground],
  ["line-strong", ground],
]);

test.each([
  ["light", 4.5],
  ["dark", 4.5],
  ["contrast", 7],
])("in the %s theme every text stands out from its ground by %d", (name, least) => {
  const colours = theme(name);
  for (const [ink, ground] of text) {
    const found = contrast(colours[ink] ?? "", colours[ground] ?? "");
    expect(found, `${ink} on ${ground}`).toBeGreaterThanOrEqual(least);
  }
});

test.each(["light", "dark", "contrast"])("in the %s theme focus and edges of fields stand out by 3", (name) => {
  const colours = theme(name);
  for (const [shape, ground] of shapes) {
    expect(contrast(colours[shape] ?? "", colours[ground] ?? ""), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3);
  }
});
