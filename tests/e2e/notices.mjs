// A desktop that shows notices, as far as a test needs one: it takes them, keeps them, and clicks them.
import { connect } from "node:net";

const types = { call: 1, reply: 2, error: 3, signal: 4 };
const fields = { path: 1, interface: 2, member: 3, replySerial: 5, destination: 6, signature: 8 };

/** Writes the little of the bus's format that is spoken here: numbers, texts and lists of texts. */
class Writer {
  #bytes = [];

  align(to) {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
    return this;
  }
  byte(value) {
    this.#bytes.push(value);
    return this;
  }
  u32(value) {
    this.align(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes.push((value >>> shift) & 255);
    return this;
  }
  text(value) {
    const bytes = Buffer.from(value);
    this.u32(bytes.length);
    this.#bytes.push(...bytes, 0);
    return this;
  }
  signature(value) {
    this.#bytes.push(value.length, ...Buffer.from(value), 0);
    return this;
  }
  texts(values) {
    const inner = new Writer();
    for (const value of values) inner.text(value);
    const bytes = inner.done();
    this.u32(bytes.length);
    this.#bytes.push(...bytes);
    return this;
  }
  raw(bytes) {
    this.#bytes.push(...bytes);
    return this;
  }
  done() {
    return Buffer.from(this.#bytes);
  }
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  align(to) {
    this.at = Math.ceil(this.at / to) * to;
  }
  byte() {
    return this.bytes[this.at++];
  }
  u32() {
    this.align(4);
    this.at += 4;
    return this.bytes.readUInt32LE(this.at - 4);
  }
  text() {
    const length = this.u32();
    const value = this.bytes.toString("utf8", this.at, this.at + length);
    this.at += length + 1;
    return value;
  }
  signature() {
    const length = this.byte();
    const value = this.bytes.toString("utf8", this.at, this.at + length);
    this.at += length + 1;
    return value;
  }
  texts() {
    const end = this.u32() + this.at;
    const values = [];
    while (this.at < end) values.push(this.text());
    return values;
  }
}

function message(type, serial, given, body = Buffer.alloc(0)) {
  const inner = new Writer();
  for (const [name, value] of Object.entries(given)) {
    inner.align(8).byte(fields[name]);
    if (name === "replySerial") inner.signature("u").u32(value);
    else if (name === "signature") inner.signature("g").signature(value);
    else inner.signature(name === "path" ? "o" : "s").text(value);
  }
  const header = inner.done();
  // Little end first, no flags, the protocol's first version.
  const whole = new Writer().byte(0x6c).byte(type).byte(0).byte(1).u32(body.length).u32(serial).u32(header.length);
  // The fields begin at the sixteenth byte, so that what is aligned within them is aligned in the whole.
  return whole.raw(header).align(8).raw(body).done();
}

/** Takes one whole message off the front of what has come; none where more must come first. */
function taken(bytes) {
  if (bytes.length < 16) return null;
  const [bodyLength, headerLength] = [bytes.readUInt32LE(4), bytes.readUInt32LE(12)];
  const begin = Math.ceil((16 + headerLength) / 8) * 8;
  if (bytes.length < begin + bodyLength) return null;
  const reader = new Reader(bytes.subarray(0, 16 + headerLength));
  reader.at = 16;
  const found = {};
  while (reader.at < 16 + headerLength) {
    reader.align(8);
    const code = reader.byte();
    const kind = reader.signature();
    found[code] = kind === "u" ? reader.u32() : kind === "g" ? reader.signature() : reader.text();
  }
  return {
    length: begin + bodyLength,
    type: bytes[1],
    serial: bytes.readUInt32LE(8),
    member: found[3],
    sender: found[7],
    body: new Reader(bytes.subarray(begin, begin + bodyLength)),
  };
}

const place = { path: "/org/freedesktop/Notifications", interface: "org.freedesktop.Notifications" };

/** A desktop on this bus. `shown` holds each notice; `click` clicks the newest. */
export async function openDesktop(bus) {
  const [, kind, name] = /unix:(path|abstract)=([^,]+)/.exec(bus.address);
  const socket = connect({ path: kind === "abstract" ? `\0${name}` : name });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  const user = Buffer.from(String(process.getuid())).toString("hex");
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  socket.write("BEGIN\r\n");

  let serial = 0;
  let waiting = Buffer.alloc(0);
  const shown = [];
  const send = (type, given, body) => socket.write(message(type, ++serial, given, body));

  function answer({ member, sender, serial: replySerial, body }) {
    const reply = (signature, bytes) =>
      send(types.reply, { destination: sender, replySerial, ...(signature ? { signature } : {}) }, bytes);
    if (member === "Notify") {
      const notice = { id: shown.length + 1, by: body.text() };
      body.u32();
      body.text();
      Object.assign(notice, { title: body.text(), text: body.text(), actions: body.texts() });
      shown.push(notice);
      reply("u", new Writer().u32(notice.id).done());
    } else if (member === "GetCapabilities") reply("as", new Writer().texts(["actions", "body"]).done());
    else if (member === "GetServerInformation") {
      reply("ssss", new Writer().text("test").text("test").text("1").text("1.2").done());
    } else reply(null);
  }

  socket.on("data", (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    for (let one = taken(waiting); one; one = taken(waiting)) {
      waiting = waiting.subarray(one.length);
      if (one.type === types.call) answer(one);
    }
  });
  const daemon = { path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus", destination: "org.freedesktop.DBus" };
  send(types.call, { ...daemon, member: "Hello" });
  const asked = new Writer().text("org.freedesktop.Notifications").u32(0).done();
  send(types.call, { ...daemon, member: "RequestName", signature: "su" }, asked);

  return {
    shown,
    click() {
      const { id } = shown.at(-1);
      send(types.signal, { ...place, member: "ActionInvoked", signature: "us" }, new Writer().u32(id).text("default").done());
      send(types.signal, { ...place, member: "NotificationClosed", signature: "uu" }, new Writer().u32(id).u32(2).done());
    },
    close: () => socket.destroy(),
  };
}
