import { expect, test } from "vitest";
import type { ApprovalRow, BundleRow, ReleaseObstacle, ReleaseRow, ReleaseStanding, ReleaseStopRow } from "../../../backend/contract";
import { type Me, type NextAct, nextAct, roadOf } from "./road";

const approval = (over: Partial<ApprovalRow> = {}): ApprovalRow => ({
  number: 1,
  state: "waiting",
  isPart: false,
  isBehind: false,
  sentAt: "2026-11-20T10:00:00+00:00",
  sentBy: "Anne",
  sentText: "",
  settledAt: null,
  settledBy: null,
  settledText: "",
  ...over,
});
const bundle = (over: Partial<BundleRow> = {}): BundleRow => ({
  id: "b1",
  form: "bundle",
  isBehind: false,
  builtAt: "2026-11-20T10:00:00+00:00",
  builtBy: "Anne",
  acts: 3,
  pages: 9,
  marks: 2,
  isClean: true,
  verified: {
    texts: 2,
    readers: ["strings"],
    notAsked: [],
    doubts: [],
    forbidden: [],
    streamsNotUnpacked: 0,
    pagesCheckedInParts: 0,
    brokenRules: [],
    coveredBeyond: 0,
    keptBeside: 0,
    pagesAsImages: 0,
    tellingMarks: 0,
  },
  files: [{ name: "Aktindsigt.pdf", pages: 9, size: 1000, fingerprint: "ab" }],
  ...over,
});
const stop = (answeredAt: string | null): ReleaseStopRow => ({
  number: 1,
  at: "2026-11-20T10:00:00+00:00",
  by: "Dorthe",
  why: "Se akt 1",
  answeredAt,
  answeredBy: answeredAt && "Bo",
  answer: "",
});
const obstacle = (kind: ReleaseObstacle["kind"], mayBeAccepted = false): ReleaseObstacle => ({
  kind,
  itemId: null,
  number: null,
  count: null,
  detail: null,
  mayBeAccepted,
});
const release = (outcomes: [at: string, outcome: string][], recalledAt: string | null = null): ReleaseRow => ({
  id: "u1",
  number: 1,
  bundleId: "b1",
  isPart: false,
  way: "digital_post",
  releasedAt: "2026-11-20T10:00:00+00:00",
  releasedBy: "Anne",
  approvedBy: "Bo",
  lawDay: "2026-11-20",
  documents: 3,
  deliveries: outcomes.map(([at, outcome]) => ({ at, by: "Anne", way: "digital_post", outcome, letterId: null, text: "" })),
  recalledAt,
  recalledBy: null,
  recalledWhy: null,
});
const standing = (over: Partial<ReleaseStanding> = {}): ReleaseStanding => ({
  state: "reviewing",
  obstacles: [],
  approval: null,
  stops: [],
  comments: [],
  bundles: [],
  releases: [],
  maySend: true,
  mayApprove: false,
  mayStop: false,
  wasDone: false,
  ...over,
});

const worker: Me = { mayApprove: false, hasRightToApprove: false };
const approver: Me = { mayApprove: true, hasRightToApprove: true };

test("the next act is one, and it is hers who can do it", () => {
  const check = (over: Partial<ReleaseStanding>, me: Me, expected: NextAct, isBuilding = false) =>
    expect(nextAct(standing(over), me, isBuilding), JSON.stringify(over)).toBe(expected);

  check({ obstacles: [obstacle("undecided")] }, worker, "mend");
  check({ obstacles: [obstacle("undecided")], maySend: false }, approver, "wait_work");
  check({}, worker, "send");
  // What the quality check says of the letter is seen when it is sent; it keeps nobody from sending.
  check({ obstacles: [obstacle("letter_stops", true)] }, worker, "send");
  check({ state: "awaiting_approval", approval: approval() }, approver, "approve");
  check({ state: "awaiting_approval", approval: approval() }, worker, "build");
  check({ state: "awaiting_approval", approval: approval() }, worker, "wait_job", true);
  check({ state: "awaiting_approval", approval: approval(), bundles: [bundle()] }, worker, "wait_approval");
  check({ state: "awaiting_approval", approval: approval(), maySend: false }, worker, "wait_approval");
  const approved = approval({ state: "approved", settledBy: "Bo" });
  check({ state: "awaiting_approval", approval: approved }, worker, "build");
  check({ state: "awaiting_approval", approval: approved, bundles: [bundle()] }, worker, "give");
  check({ state: "awaiting_approval", approval: approved, maySend: false }, approver, "wait_give");
  check({ state: "awaiting_approval", approval: approved, bundles: [bundle({ isBehind: true })] }, worker, "build");
  check({ state: "awaiting_approval", approval: approved, bundles: [bundle({ isClean: false, files: [] })] }, worker, "look_at_doubts");
  // What was approved is not what is there: it is sent again, and nobody approves the old.
  check({ state: "awaiting_approval", approval: approval({ isBehind: true }) }, worker, "send_again");
  check({ state: "awaiting_approval", approval: approval({ isBehind: true }), maySend: false }, approver, "wait_work");
  check({ approval: approval({ state: "returned" }) }, worker, "send");
});

test("what was given is not given once more with the rest", () => {
  const approved = approval({ number: 2, state: "approved", settledBy: "Bo" });
  const given = { releases: [release([["1", "written"]])], bundles: [bundle()], approval: approved };
  expect(nextAct(standing({ ...given, state: "awaiting_approval" }), worker, false)).toBe("build");
  const rest = bundle({ id: "b2" });
  expect(nextAct(standing({ ...given, state: "awaiting_approval", bundles: [rest, bundle()] }), worker, false)).toBe("give");
});

test("a stop comes before everything but a delivery that did not arrive", () => {
  const stopped = { obstacles: [obstacle("stopped")], stops: [stop(null)], approval: approval({ state: "approved" }), bundles: [bundle()] };
  const check = (over: Partial<ReleaseStanding>, me: Me, expected: NextAct) => expect(nextAct(standing({ ...stopped, ...over }), me, false)).toBe(expected);
  check({}, worker, "wait_stop");
  check({}, approver, "answer_stop");
  check({ obstacles: [obstacle("stopped"), obstacle("changed")] }, worker, "mend");
  check({ obstacles: [], stops: [stop("2026-11-21T10:00:00+00:00")] }, worker, "give");
});

test("what did not arrive is delivered again, and what was called back is not", () => {
  const check = (releases: ReleaseRow[], expected: NextAct, is: string) => {
    const now = standing({ state: "released", releases, approval: approval({ state: "used" }), bundles: [bundle()] });
    expect(nextAct(now, worker, false), JSON.stringify(releases)).toBe(expected);
    expect(roadOf(now, false).give.is).toBe(is);
  };
  check([release([["1", "handed_in"]])], "done", "given");
  check([release([["1", "later"]])], "done", "given");
  check([release([])], "deliver", "not_delivered");
  check([release([["1", "exempt"]])], "deliver", "not_delivered");
  // Two letters of one try, of which one was not taken.
  check([release([["1", "handed_in"], ["1", "failed"]])], "deliver", "not_delivered");
  check([release([["1", "exempt"], ["2", "by_hand"]])], "done", "given");
  check([release([["1", "failed"]], "2026-11-21T10:00:00+00:00")], "report", "recalled");
});

test("each step says how far it has come", () => {
  const is = (over: Partial<ReleaseStanding>, isBuilding = false) =>
    Object.values(roadOf(standing(over), isBuilding)).map((one) => one.is);
  expect(is({ obstacles: [obstacle("undecided"), obstacle("letter_missing")] })).toEqual(["missing", "not_sent", "no_stop", "not_built", "not_given"]);
  expect(is({ obstacles: [obstacle("letter_betrays", true)] }, true)).toEqual(["to_be_seen", "not_sent", "no_stop", "building", "not_given"]);
  expect(is({ approval: approval({ isBehind: true }), bundles: [bundle({ isBehind: true })], stops: [stop(null)] })).toEqual([
    "nothing_missing",
    "behind",
    "stopped",
    "behind",
    "not_given",
  ]);
  const given = { approval: approval({ state: "used" as const }), bundles: [bundle({ isBehind: true })], releases: [release([["1", "written"]])] };
  expect(is({ ...given, state: "released_in_part" })).toEqual(["nothing_missing", "not_sent_again", "no_stop", "was_given", "given_in_part"]);
  expect(is({ ...given, state: "released" })).toEqual(["closed", "used", "no_stop", "was_given", "given"]);
});
