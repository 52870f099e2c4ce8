import { beforeEach, expect, test, vi } from "vitest";
import type { DeskState, ErrorReply } from "../backend/contract";

const call = vi.fn();
vi.mock("../backend", async () => ({
  ...(await import("../backend/failure")),
  backend: { call: (...asked: unknown[]): unknown => call(...asked) },
}));
const { ask } = await import("./ask");
const { desk } = await import("./desk.svelte");

const at = (phase: DeskState["phase"]): DeskState => ({
  phase,
  problem: null,
  municipality: null,
  demoAccounts: [],
  signedIn: null,
  version: "0",
  clockBehind: false,
  damageFound: false,
});
const refusal = (code: ErrorReply["code"]): ErrorReply => ({ code, field: null, problem: null, waitSeconds: null, reference: "r" });

beforeEach(() => {
  call.mockReset();
  desk.take(at("signed_in"));
});

test("a read that met the lock goes on after the unlock", async () => {
  call.mockRejectedValueOnce(refusal("session_locked")).mockResolvedValueOnce({ today: "2026-11-21" });
  const reading = ask("my_day", {});
  await vi.waitFor(() => expect(desk.state?.phase).toBe("locked"));
  expect(call).toHaveBeenCalledTimes(1);
  desk.take(at("signed_in"));
  await expect(reading).resolves.toMatchObject({ today: "2026-11-21" });
});

test("a change that met the lock is never repeated unasked", async () => {
  call.mockRejectedValueOnce(refusal("session_locked"));
  await expect(ask("rotate_key", {})).rejects.toMatchObject({ code: "session_locked" });
  desk.take(at("signed_in"));
  expect(call).toHaveBeenCalledTimes(1);
});

test("who signs out at the lock leaves no read waiting", async () => {
  call.mockRejectedValueOnce(refusal("session_locked"));
  const reading = ask("my_day", {});
  await vi.waitFor(() => expect(desk.state?.phase).toBe("locked"));
  desk.take(at("sign_in"));
  await expect(reading).rejects.toMatchObject({ code: "not_signed_in" });
});

test("whatever is thrown on the way becomes a failure of ours, with a sentence", async () => {
  for (const thrown of [new TypeError("Failed to fetch"), "text", undefined, { code: "no_such_code" }]) {
    call.mockRejectedValueOnce(thrown);
    await expect(ask("my_day", {})).rejects.toMatchObject({ code: "internal" });
  }
});
