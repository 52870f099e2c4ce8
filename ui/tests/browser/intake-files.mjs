// Files as a case gets them, made by their bytes, each with known content.
import { createHash } from "node:crypto";

/** A PDF whose pages each hold these lines of text. With a password it cannot be read without. */
export function pdf(pages, { password } = {}) {
  const key = password === undefined ? null : keyFor(password);
  const objects = [];
  const add = (body) => objects.push(body);
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(" ");
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  for (const [at, lines] of pages.entries()) {
    const shown = lines.map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) Tj T*`).join("\n");
    const plain = Buffer.from(`BT /F1 12 Tf 72 770 Td 18 TL\n${shown}\nET`, "latin1");
    const number = 5 + at * 2;
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${number} 0 R >>`);
    add(stream(key ? rc4(keyOfObject(key.key, number), plain) : plain));
  }
  const id = "00".repeat(16);
  const encrypt = key ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /O <${hex(key.owner)}> /U <${hex(key.user)}> /P -4 >> /ID [<${id}> <${id}>]` : "";
  const parts = [Buffer.from("%PDF-1.4\n")];
  const offsets = [];
  let length = parts[0].length;
  const push = (bytes) => {
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [at, body] of objects.entries()) {
    offsets.push(length);
    push(Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.isBuffer(body) ? body : Buffer.from(body), Buffer.from("\nendobj\n")]));
  }
  const xref = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${xref}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function stream(bytes) {
  return Buffer.concat([Buffer.from(`<< /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from("\nendstream")]);
}

const padding = Buffer.from("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A", "hex");
const md5 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("md5")).digest();
const hex = (bytes) => bytes.toString("hex");

/** The oldest way a PDF is locked, which old scanners still write. */
function keyFor(password) {
  const padded = Buffer.concat([Buffer.from(password, "latin1"), padding]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-4);
  const key = md5(padded, owner, permissions, Buffer.alloc(16)).subarray(0, 5);
  return { key, owner, user: rc4(key, padding) };
}

function keyOfObject(key, number) {
  return md5(key, Buffer.from([number & 255, (number >> 8) & 255, 0, 0, 0])).subarray(0, 10);
}

function rc4(key, bytes) {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i] + key[i % key.length]) & 255;
    [state[i], state[j]] = [state[j], state[i]];
  }
  let i = 0;
  let j = 0;
  return Buffer.from(bytes.map((byte) => {
    i = (i + 1) & 255;
    j = (j + state[i]) & 255;
    [state[i], state[j]] = [state[j], state[i]];
    return byte ^ state[(state[i] + state[j]) & 255];
  }));
}

/** Unpacked as it lies, so that the bytes in it are known. */
export function zip(entries) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(content);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(0x0800, 2);
    fixed.writeUInt16LE(0x5975, 8);
    fixed.writeUInt32LE(crc32(bytes), 10);
    fixed.writeUInt32LE(bytes.length, 14);
    fixed.writeUInt32LE(bytes.length, 18);
    fixed.writeUInt16LE(path.length, 22);
    local.push(Buffer.from("PK\x03\x04", "latin1"), fixed, path, bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), fixed, rest, path]));
    offset += 30 + path.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = crcTable[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

export function mail({ from, to, subject, text, attachments = [] }) {
  const boundary = "=_del";
  const word = (value) => `=?utf-8?B?${Buffer.from(value).toString("base64")}?=`;
  const parts = [
    `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString("base64")}`,
    ...attachments.map(
      ([name, content]) =>
        `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString("base64")}`,
    ),
  ];
  return Buffer.from(
    `From: ${from}\r\nTo: ${to}\r\nSubject: ${word(subject)}\r\nDate: Mon, 02 Nov 2026 10:15:00 +0100\r\nMessage-ID: <${subject.length}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`,
  );
}

/** Two pages, long enough to be compared with another that ends otherwise. */
export function letter(ending) {
  const lines = Array.from({ length: 60 }, (_, at) => `Punkt ${at + 1}: Forvaltningen har set på oplysning nummer ${at * 7 + 3} om boligen på vej ${at + 2}.`);
  return pdf([["Afgørelse", ...lines.slice(0, 35)], [...lines.slice(35), ending]]);
}

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const xml = (text) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;

function officeFile(main, parts, related) {
  const relations = (all) =>
    xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${kind}" Target="${target}"/>`).join("")}</Relationships>`);
  const [folder, name] = main.split("/");
  const types = parts.map(([path, , contentType]) => `<Override PartName="/${path}" ContentType="${contentType}"/>`).join("");
  return zip([
    ["[Content_Types].xml", xml(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types}</Types>`)],
    ["_rels/.rels", relations([["officeDocument", main]])],
    [`${folder}/_rels/${name}.rels`, relations(related)],
    ...parts.map(([path, body]) => [path, xml(body)]),
  ]);
}

/** A letter of Word's with a tracked deletion and insertion, a comment and hidden text. */
export function docx({ text, deleted, inserted, comment, hidden }) {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const by = 'w:author="Konsulent" w:date="2026-10-01T09:00:00Z"';
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const body = `<w:p><w:r><w:t xml:space="preserve">${text} </w:t></w:r><w:del w:id="1" ${by}><w:r><w:delText>${deleted}</w:delText></w:r></w:del><w:ins w:id="2" ${by}><w:r><w:t>${inserted}</w:t></w:r></w:ins></w:p><w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Se vilkår.</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>${hidden}</w:t></w:r></w:p>`;
  return officeFile(
    "word/document.xml",
    [
      ["word/document.xml", `<w:document ${w}><w:body>${body}</w:body></w:document>`, `${type}.document.main+xml`],
      ["word/comments.xml", `<w:comments ${w}><w:comment w:id="0" ${by} w:initials="K"><w:p><w:r><w:t>${comment}</w:t></w:r></w:p></w:comment></w:comments>`, `${type}.comments+xml`],
    ],
    [["comments", "comments.xml"]],
  );
}

/** A book of Excel's with one sheet that is seen and one that is not. */
export function xlsx({ seen, unseen }) {
  const s = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const sheet = (text) => `<worksheet ${s}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;
  return officeFile(
    "xl/workbook.xml",
    [
      ["xl/workbook.xml", `<workbook ${s} xmlns:r="${office}"><sheets><sheet name="Oversigt" sheetId="1" r:id="rId1"/><sheet name="Beregning" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`, `${type}.sheet.main+xml`],
      ["xl/worksheets/sheet1.xml", sheet(seen), `${type}.worksheet+xml`],
      ["xl/worksheets/sheet2.xml", sheet(unseen), `${type}.worksheet+xml`],
    ],
    [["worksheet", "worksheets/sheet1.xml"], ["worksheet", "worksheets/sheet2.xml"]],
  );
}

/** What a scanner makes: a page that is a picture of its text. */
export async function scan(page, lines) {
  const base64 = await page.evaluate((lines) => {
    const sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [1240, 1754];
    const pen = sheet.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.fillStyle = "black";
    pen.font = "34px sans-serif";
    lines.forEach((line, at) => pen.fillText(line, 120, 200 + at * 60));
    return sheet.toDataURL("image/png").split(",")[1];
  }, lines);
  return Buffer.from(base64, "base64");
}

/** A mail of a thread; `quotes` is the text it answers. */
export function answer({ number, from, to, subject, text, quotes = [], bcc }) {
  const quoted = quotes.reduceRight((inner, { from: who, text: said }) => {
    const whole = inner ? `${said}\r\n\r\n${inner}` : said;
    return `Den 2. nov. 2026 kl. 10.00 skrev ${who}:\r\n${whole.split("\r\n").map((line) => `> ${line}`).join("\r\n")}`;
  }, "");
  const heads = [
    `From: ${from}`,
    `To: ${to}`,
    ...(bcc ? [`Bcc: ${bcc}`] : []),
    `Subject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=`,
    `Date: Mon, 02 Nov 2026 ${String(9 + number).padStart(2, "0")}:15:00 +0100`,
    `Message-ID: <${number}@example.org>`,
    ...(number > 1 ? [`In-Reply-To: <${number - 1}@example.org>`] : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
  ];
  return Buffer.from(`${heads.join("\r\n")}\r\n\r\n${text}${quoted ? `\r\n\r\n${quoted}` : ""}\r\n`);
}
