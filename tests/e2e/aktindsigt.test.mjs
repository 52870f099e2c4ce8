// A request for access from forty files to what is given, in the real window by the keyboard alone, and from a command
// line in a second municipality that is the same: both give the same bytes.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { startStandIn } from "../../ui/tests/browser/stand-in.mjs";
import { byCommandLine, caseOf, passwords } from "./aktindsigt/command-line.mjs";
import { fortyFiles, legible, open, secrets } from "./aktindsigt/files.mjs";
import { takeInByKeys } from "./aktindsigt/intake-road.mjs";
import { onTheWayOut } from "./aktindsigt/release-road.mjs";
import { onThePages } from "./aktindsigt/review-road.mjs";
import { onTheRoad } from "./aktindsigt/window-road.mjs";
import { connectionTo } from "./platform.mjs";
import { demo, home, inWindow } from "./setting.mjs";

// The keys for the system's own dialog go to a display of this test's own, never to somebody's desk.
delete process.env.DISPLAY;
delete process.env.WAYLAND_DISPLAY;

/** Mails bring attachments, an archive two; a copy and the archive itself are no documents. */
const documents = 43;
const pages = 45;

test("forty files are given by Digital Post from the window, by keys alone, and the command line gives the same bundle", async () => {
  const files = join(home(), "filer");
  assert.equal(await fortyFiles(files), 40);
  const folder = await demo("aktindsigt");
  const { number } = await caseOf(folder);
  // A document bears the day on which it came: both roads are of one day, or are not held against each other.
  const day = new Date().toDateString();
  const atTheLine = byCommandLine(await demo("aktindsigt-line"), files, join(home(), "linje"));
  // It is waited for at the end; until then the other road may fail first.
  atTheLine.catch(() => undefined);

  const standIn = await startStandIn(["--keeps-messages"]);
  const outside = join(home(), "udleveret");
  await mkdir(outside);
  try {
    await inWindow(["--demo", folder], async (window, picture) => {
      const road = onTheRoad(window, picture);
      const review = onThePages(window, road);
      const out = onTheWayOut(window, picture, road);
      const enter = async (person) => {
        await road.signIn(person, passwords[person]);
        if (person !== "agnes") await road.toRequest();
      };

      // No part of the road: the municipality has Digital Post.
      await enter("agnes");
      await road.ask("connect_platform", await connectionTo(standIn, { post: true }));
      await road.leave();

      await road.signIn("anne", passwords.anne);
      assert.equal(await takeInByKeys(window, picture, road, number, files), `45 filer: ${documents} indlæst, 1 kopi, 1 pakke`);
      await road.register(number);
      await road.collect(documents);
      await road.decide(await road.titles());
      await review.open();
      const answered = await review.answerThem();
      assert.equal(answered.covered, secrets.length - 1, "each of them once, wherever it stands");
      assert.ok(answered.kept > 0, "what is the applicant's own is kept");
      await review.leave();
      await review.open();
      await review.readThem(pages);
      await review.leave();
      await out.check();
      await out.letter();
      await out.send();
      await out.build();
      await road.leave();

      await enter("bo");
      await out.approve();
      await road.leave();

      await enter("dorthe");
      await out.audit();
      await road.leave();

      await enter("anne");
      await out.give();
      await out.alsoInto(outside);
    });

    const given = await readdir(outside);
    assert.equal(given.length, 1);
    const bytes = await readFile(join(outside, given[0]));
    const handedIn = await standIn.order({ order: "said", text: bytes.toString("base64") });
    assert.equal(handedIn.messages, 1, "the very bytes were handed in, once");
    await holdsNoSecret(bytes);

    const other = await atTheLine;
    if (new Date().toDateString() === day) {
      assert.equal(other.name, given[0]);
      const print = (file) => createHash("sha256").update(file).digest("hex");
      assert.equal(print(other.bytes), print(bytes), "the same from the command line");
    }
  } finally {
    await standIn.stop();
  }
});

/** Not in its bytes, and not for a reader of others'; and what is open is there. */
async function holdsNoSecret(bytes) {
  const raw = bytes.toString("latin1");
  for (const secret of secrets) {
    const written = [secret, Buffer.from(secret).toString("latin1"), Buffer.from(secret, "utf16le").swap16().toString("latin1")];
    for (const one of written) assert.ok(!raw.includes(one), `${secret} is in the bytes`);
  }
  const file = join(home(), "samling.pdf");
  await writeFile(file, bytes);
  const read = await promisify(execFile)("pdftotext", ["-enc", "UTF-8", file, "-"], { maxBuffer: 1e8 });
  for (const secret of secrets) assert.ok(!read.stdout.includes(secret), `${secret} can be read`);
  for (const word of secrets.flatMap((secret) => secret.split(" ")).filter((word) => /^\p{L}{5,}$/u.test(word))) {
    assert.ok(!read.stdout.includes(word), `${word} can be read`);
  }
  for (const number of legible) assert.ok(read.stdout.includes(open(number)), `what is open of file ${number} is not there`);
}
