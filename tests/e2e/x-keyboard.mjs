// The keyboard of the display itself, for what no web view shows: the system's own dialogs. It speaks X11 on the socket
// of the display (XTEST), because not every machine has a program for it.
import { connect } from "node:net";
import { until } from "./webdriver.mjs";

const shift = 0xffe1;
const named = { enter: 0xff0d, escape: 0xff1b };
const viewable = 2;

/** @param {string} display Such as `:99`; one without a password, as a virtual one of our own is. */
export async function openKeyboard(display) {
  const socket = connect(`/tmp/.X11-unix/X${/:(\d+)/.exec(display)[1]}`);
  let had = Buffer.alloc(0);
  let wake = () => undefined;
  socket.on("data", (data) => {
    had = Buffer.concat([had, data]);
    wake();
  });
  const failed = new Promise((_, reject) => socket.once("error", reject).once("close", () => reject(new Error("the display is gone"))));
  failed.catch(() => undefined);
  const take = async (length) => {
    while (had.length < length) await Promise.race([new Promise((more) => (wake = more)), failed]);
    const taken = had.subarray(0, length);
    had = had.subarray(length);
    return taken;
  };
  /** Answers come in the order of the questions; one at a time is asked. Faults of what is only told are passed over. */
  const answer = async () => {
    for (;;) {
      const head = await take(32);
      if (head[0] === 1) return Buffer.concat([head, await take(head.readUInt32LE(4) * 4)]);
      if (head[0] === 0 && head[10] !== 42) throw new Error(`the display refuses request ${head[10]} with ${head[1]}`);
    }
  };
  const send = (opcode, detail, ...numbers) => {
    const body = Buffer.concat(numbers.map((one) => (Buffer.isBuffer(one) ? one : u32(one))));
    const head = Buffer.from([opcode, detail, 0, 0]);
    head.writeUInt16LE((4 + body.length) / 4, 2);
    socket.write(Buffer.concat([head, body]));
  };
  const ask = (...request) => (send(...request), answer());

  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const head = await take(8);
  const setup = await take(head.readUInt16LE(6) * 4);
  if (head[0] !== 1) throw new Error(`the display lets nobody in: ${setup.toString("latin1")}`);
  const [firstKey, lastKey] = [setup[26], setup[27]];
  const vendor = setup.readUInt16LE(16);
  const root = setup.readUInt32LE(32 + Math.ceil(vendor / 4) * 4 + setup[21] * 8);
  const name = Buffer.from("XTEST\0\0\0", "latin1");
  const asked = await ask(98, 0, Buffer.from([5, 0, 0, 0]), name);
  if (asked[8] !== 1) throw new Error("the display has no XTEST");
  const test = asked[9];

  const mapping = await ask(101, 0, Buffer.from([firstKey, lastKey - firstKey + 1, 0, 0]));
  const keysOf = new Map();
  for (let at = 0; at < lastKey - firstKey + 1; at += 1) {
    for (const level of [1, 0]) {
      if (level < mapping[1]) keysOf.set(mapping.readUInt32LE(32 + (at * mapping[1] + level) * 4), { key: firstKey + at, isShifted: level === 1 });
    }
  }
  const fake = (type, key) => send(test, 2, Buffer.from([type, key, 0, 0]), 0, root, 0, 0, 0, 0, 0);
  const stroke = (symbol) => {
    const found = keysOf.get(symbol);
    if (!found) throw new Error(`no key for ${symbol.toString(16)}`);
    const strokes = found.isShifted ? [[2, keysOf.get(shift).key], [2, found.key], [3, found.key], [3, keysOf.get(shift).key]] : [[2, found.key], [3, found.key]];
    for (const [type, key] of strokes) fake(type, key);
  };

  async function windowNamed(title) {
    const tree = await ask(15, 0, root);
    for (let at = 0; at < tree.readUInt16LE(16); at += 1) {
      const window = tree.readUInt32LE(32 + at * 4);
      const wanted = Buffer.from(title);
      const property = await ask(20, 0, window, 39, 0, 0, 256);
      const named = property.subarray(32, 32 + property.readUInt32LE(16));
      if (!named.equals(wanted) && !named.equals(Buffer.from(title, "latin1"))) continue;
      const about = await ask(3, 0, window);
      if (about[26] === viewable) return window;
    }
    return null;
  }

  return {
    /** The keys go to the window of that name from now on, as if it had been turned to. */
    async turnTo(title) {
      let window = null;
      await until(async () => (window = await windowNamed(title)) !== null, `the window ${title}`);
      const before = (await ask(43, 0)).readUInt32LE(8);
      send(42, 1, window, 0);
      return { isThere: async () => (await windowNamed(title)) === window, turnBack: () => send(42, 1, before, 0) };
    },
    /** A letter at a time, with a pause of so many milliseconds after each, as a person's hands make. */
    type: async (text, pause) => {
      for (const letter of text) {
        stroke(letter.codePointAt(0));
        await new Promise((next) => setTimeout(next, pause));
      }
    },
    press: (key) => stroke(named[key]),
    close: () => socket.destroy(),
  };
}

function u32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
