import { beforeEach, expect, test, vi } from "vitest";
import type { SearchEverywhere, SearchHits } from "../../backend/contract";

type Answer = { request: SearchEverywhere; resolve: (hits: SearchHits) => void; reject: (thrown: unknown) => void };
const questions: Answer[] = [];
vi.mock("../../desk/ask", () => ({
  ask: (_command: string, request: SearchEverywhere) =>
    new Promise<SearchHits>((resolve, reject) => questions.push({ request, resolve, reject })),
}));
vi.mock("../../backend", () => ({ asErrorReply: (thrown: unknown) => thrown }));
const { Everywhere } = await import("./everywhere.svelte");

const looking = (text: string): SearchEverywhere => ({ text, group: null, limit: 5 });
const found = (corrected: string): SearchHits => ({
  citizens: [],
  cases: [],
  documents: [],
  notes: [],
  tasks: [],
  more: [],
  corrected,
  isUnknownCpr: false,
});
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  questions.length = 0;
  vi.useFakeTimers();
});

test("the first sign is asked for at once, and the others at a rest while that answer is awaited", async () => {
  const everywhere = new Everywhere();
  everywhere.look(looking("an"));
  expect(questions.map((one) => one.request.text)).toEqual(["an"]);
  everywhere.look(looking("ann"));
  everywhere.look(looking("anne"));
  expect(questions).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60);
  expect(questions.map((one) => one.request.text)).toEqual(["an", "anne"]);
});

test("an answer that comes late never stands over the newer one, and old hits stand until the new are there", async () => {
  const everywhere = new Everywhere();
  everywhere.look(looking("an"));
  questions[0]?.resolve(found("first"));
  await settled();
  everywhere.look(looking("ann"));
  everywhere.look(looking("anne"));
  await vi.advanceTimersByTimeAsync(60);
  expect(everywhere.hits?.corrected).toBe("first");
  expect(everywhere.isAsking).toBe(true);
  questions[2]?.resolve(found("newest"));
  await settled();
  expect(everywhere.hits?.corrected).toBe("newest");
  expect(everywhere.isAsking).toBe(false);
  questions[1]?.resolve(found("late"));
  await settled();
  expect(everywhere.hits?.corrected).toBe("newest");
});

test("what fails can be asked again, and what was cleared answers nothing", async () => {
  const everywhere = new Everywhere();
  everywhere.look(looking("anne"));
  questions[0]?.reject({ code: "internal" });
  await settled();
  expect(everywhere.failure).toMatchObject({ code: "internal" });
  everywhere.again(looking("anne"));
  questions[1]?.resolve(found("again"));
  await settled();
  expect(everywhere).toMatchObject({ failure: null, isAsking: false });
  everywhere.look(looking("annem"));
  everywhere.clear();
  questions[2]?.resolve(found("too late"));
  await settled();
  expect(everywhere.hits).toBeNull();
});

test("the same text is asked for once", () => {
  const everywhere = new Everywhere();
  everywhere.look(looking("anne"));
  everywhere.look(looking("anne"));
  expect(questions).toHaveLength(1);
});
