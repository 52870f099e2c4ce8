import { expect, test, vi } from "vitest";

vi.stubGlobal("window", {});
vi.stubGlobal("sessionStorage", { getItem: () => "a-client-of-a-test" });
const { unitsAsTree } = await import("./choices.svelte");

const unit = (id: string, parentId: string | null, name = id) => ({ id, name, parentId });
const lines = (units: ReturnType<typeof unit>[]) =>
  unitsAsTree({ units }).map(({ name, depth }) => `${"-".repeat(depth)}${name}`);

test("each unit stands under its parent, in Danish order", () => {
  const units = [unit("k", null, "Kommune"), unit("ø", "k", "Økonomi"), unit("b", "k", "Børn"), unit("s", "b", "Skole")];
  expect(lines(units)).toEqual(["Kommune", "-Børn", "--Skole", "-Økonomi"]);
});

test("no unit is lost when its parent is not there or the tree bites its tail", () => {
  expect(lines([unit("a", "gone"), unit("b", "c"), unit("c", "b")]).sort()).toEqual(["a", "b", "c"]);
});
