import { expect, test } from "vitest";
import { keptPages } from "./paged-rows.svelte";

test("the pages near the reader are kept and the far ones dropped", () => {
  const pages = new Map(Array.from({ length: 100 }, (_, number) => [number, [number]]));
  const kept = [...keptPages(pages, 90).keys()].sort((a, b) => a - b);
  expect(kept).toHaveLength(60);
  expect(kept).toContain(90);
  expect(kept).toContain(99);
  expect(kept).not.toContain(0);
});
