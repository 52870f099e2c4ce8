// Letters of Word's, sheets of Excel's and pictures of pages, made by their bytes: the same on every machine.
import { deflateSync, inflateSync } from "node:zlib";
import { zip } from "../../../ui/tests/browser/intake-files.mjs";

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const xml = (text) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;

function officeFile(main, parts, related = []) {
  const relations = (all) =>
    xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${kind}" Target="${target}"/>`).join("")}</Relationships>`);
  const [folder, name] = main.split("/");
  const types = parts.map(([path, , type]) => `<Override PartName="/${path}" ContentType="${type}"/>`).join("");
  return zip([
    ["[Content_Types].xml", xml(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types}</Types>`)],
    ["_rels/.rels", relations([["officeDocument", main]])],
    [`${folder}/_rels/${name}.rels`, relations(related)],
    ...parts.map(([path, body]) => [path, xml(body)]),
  ]);
}

/** A letter of Word's: a paragraph a line. */
export function docx(lines) {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const body = lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`).join("");
  return officeFile("word/document.xml", [["word/document.xml", `<w:document ${w}><w:body>${body}</w:body></w:document>`, type]]);
}

/** A book of Excel's with one sheet. */
export function xlsx(rows) {
  const s = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const cell = (text, at, row) => `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = rows.map((cells, at) => `<row r="${at + 1}">${cells.map((text, column) => cell(text, column, at + 1)).join("")}</row>`).join("");
  // As wide as what stands in them, so that nothing is cut off on the page.
  const columns = '<cols><col min="1" max="8" width="24" customWidth="1"/></cols>';
  return officeFile(
    "xl/workbook.xml",
    [
      ["xl/workbook.xml", `<workbook ${s} xmlns:r="${office}"><sheets><sheet name="Oversigt" sheetId="1" r:id="rId1"/></sheets></workbook>`, `${type}.sheet.main+xml`],
      ["xl/worksheets/sheet1.xml", `<worksheet ${s}>${columns}<sheetData>${sheet}</sheetData></worksheet>`, `${type}.worksheet+xml`],
    ],
    [["worksheet", "worksheets/sheet1.xml"]],
  );
}

/** Its points in grey, from what the command line's own program draws. */
function points(png) {
  const chunks = [];
  let head = null;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const kind = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") head = { width: data.readUInt32BE(0), height: data.readUInt32BE(4), depth: data[8], colours: data[9] };
    if (kind === "IDAT") chunks.push(data);
    at += 12 + length;
  }
  const { width, height, depth, colours } = head;
  const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[colours];
  if (depth !== 8 || channels === undefined) throw new Error(`a picture of another kind: ${JSON.stringify(head)}`);
  const packed = inflateSync(Buffer.concat(chunks));
  const wide = width * channels;
  const lines = Buffer.alloc(wide * height);
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (wide + 1)];
    for (let x = 0; x < wide; x += 1) {
      const here = y * wide + x;
      const left = x >= channels ? lines[here - channels] : 0;
      const up = y > 0 ? lines[here - wide] : 0;
      const corner = x >= channels && y > 0 ? lines[here - wide - channels] : 0;
      const said = packed[y * (wide + 1) + 1 + x];
      lines[here] = (said + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]) & 255;
    }
  }
  const grey = Buffer.alloc(width * height);
  for (let at = 0; at < grey.length; at += 1) grey[at] = lines[at * channels];
  return { width, height, grey };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(guess - one));
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** A scanner's PDF: a page that is a picture of its text. */
export function scannedPdf(png) {
  const { width, height, grey } = points(png);
  const packed = deflateSync(grey);
  const content = Buffer.from("q 595 0 0 842 0 0 cm /P Do Q");
  const objects = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
    Buffer.from("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /P 5 0 R >> >> /Contents 4 0 R >>"),
    Buffer.concat([Buffer.from(`<< /Length ${content.length} >>\nstream\n`), content, Buffer.from("\nendstream")]),
    Buffer.concat([
      Buffer.from(`<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
      packed,
      Buffer.from("\nendstream"),
    ]),
  ];
  let file = Buffer.from("%PDF-1.4\n");
  const rows = [];
  for (const [at, body] of objects.entries()) {
    rows.push(`${String(file.length).padStart(10, "0")} 00000 n \n`);
    file = Buffer.concat([file, Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from("\nendobj\n")]);
  }
  const end = `xref\n0 6\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(end)]);
}

/** A fax's TIFF: black and white lie as they are, in one strip. */
export function tiff(png) {
  const { width, height, grey } = points(png);
  const entries = [
    [256, 4, 1, width], [257, 4, 1, height], [258, 3, 1, 8], [259, 3, 1, 1], [262, 3, 1, 1], [273, 4, 1, 0],
    [277, 3, 1, 1], [278, 4, 1, height], [279, 4, 1, grey.length], [282, 5, 1, 0], [283, 5, 1, 0], [296, 3, 1, 2],
  ];
  const after = 8 + 2 + entries.length * 12 + 4;
  const head = Buffer.alloc(after + 8);
  head.write("II", 0, "latin1");
  head.writeUInt16LE(42, 2);
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  for (const [at, [tag, type, count, value]] of entries.entries()) {
    const place = 10 + at * 12;
    head.writeUInt16LE(tag, place);
    head.writeUInt16LE(type, place + 2);
    head.writeUInt32LE(count, place + 4);
    head.writeUInt32LE(tag === 273 ? after + 8 : type === 5 ? after : value, place + 8);
  }
  head.writeUInt32LE(200, after);
  head.writeUInt32LE(1, after + 4);
  return Buffer.concat([head, grey]);
}
