// Forty files as they come in a case about a ramp, with what must not come out of it written in them. Nobody in them
// exists: the day of every number is 60 too high.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { answer, mail, pdf, zip } from "../../../ui/tests/browser/intake-files.mjs";
import { cli } from "../setting.mjs";
import { docx, scannedPdf, tiff, xlsx } from "./office.mjs";

const run = promisify(execFile);

/** Who asks: what is hers is given. */
export const applicant = { name: "Karin Østergaard", cpr: "700380-1234" };
const ofTheApplicant = `${applicant.name} har spurgt til rampen.`;

/** Others in the case. Their names, numbers, telephones and addresses are nobody's but theirs. */
const people = [
  { name: "Birthe Mortensen", cpr: "720465-1346", phone: "22 31 47 58", address: "Rosenvænget 14, 2. tv." },
  { name: "Henning Poulsen", cpr: "650571-1153", phone: "23 41 57 68", address: "Lærkevej 27, st. th." },
  { name: "Inger Thomsen", cpr: "740882-1424", phone: "24 51 67 78", address: "Skovbrynet 3, 1. mf." },
  { name: "Svend Jespersen", cpr: "811190-1237", phone: "25 61 77 88", address: "Bakkegade 51, 3. th." },
];
/** In what is kept back whole. */
const internal = "kammerherrens overvejelser";

/** What must be nowhere in what is given. */
export const secrets = [...people.flatMap(({ name, cpr, phone, address }) => [name, cpr, phone, address]), internal];

/** On every page that is given, and nobody's. */
export const open = (number) => `Rampen er besigtiget, blad ${number}, uden anmærkninger.`;

const kinds = [
  ["pdf", 8], ["png", 3], ["scan", 3], ["tiff", 1], ["mail", 3], ["thread", 4], ["xlsx", 4], ["csv", 3], ["docx", 5], ["txt", 3],
  ["notat", 1], ["zip", 1],
];

/** In them stands nothing of anybody. */
export const harmless = [4, 28, 36];
export const internalTitle = "internt notat";

/** Of the forty, those that are no pictures and not kept back: what is open in them must be there, letter by letter. */
export const legible = [...Array(40).keys()].map((at) => at + 1).filter((number) => number < 9 || (number > 15 && number < 38) || number === 39);

/** Written into a folder, in the order of their names, with a copy of the first at the end. */
export async function fortyFiles(folder) {
  await mkdir(folder, { recursive: true });
  let number = 0;
  const add = async (name, bytes) => writeFile(join(folder, `${String(number).padStart(2, "0")} ${name}`), bytes);
  for (const [kind, count] of kinds) {
    for (let n = 1; n <= count; n += 1) {
      number += 1;
      await add(...(await made(kind, n, number, folder)));
    }
  }
  number += 1;
  await add("kopi af brev.pdf", await readFile(join(folder, "01 brev.pdf")));
  return number;
}

/** What stands in one of them: something for everybody, and something about one of the others. */
function lines(number) {
  const { name, cpr, phone, address } = people[number % people.length];
  const about = [
    [`Naboen ${name} har klaget over støjen.`, `Cpr-nr. ${cpr}.`],
    [`${name} kan træffes på telefon ${phone}.`],
    [`Naboen ${name} bor ${address}`],
    [`Der er talt med ${name}, cpr-nr. ${cpr}.`, `Telefon ${phone}.`],
  ];
  if (harmless.includes(number)) return [open(number)];
  const asked = number % 5 === 0 ? [ofTheApplicant] : [];
  return [open(number), ...about[Math.floor(number / people.length) % about.length], ...asked];
}

async function made(kind, n, number, folder) {
  const said = lines(number);
  const { name, cpr, phone, address } = people[number % people.length];
  switch (kind) {
    case "pdf":
      // The last has several pages.
      return ["brev.pdf", pdf(n === 8 ? [said, [open(`${number}b`)], [`Bilag om ${name}.`]] : [said])];
    case "png":
      return ["skannet.png", await picture(said, folder)];
    case "scan":
      return ["skannet brev.pdf", scannedPdf(await picture(said, folder))];
    case "tiff":
      return ["fax.tiff", tiff(await picture(said, folder))];
    case "mail":
      return [
        "mail.eml",
        mail({
          from: "kontoret@example.dk", to: "kommunen@example.dk", subject: ["Om rampen", "Rampens bredde", "Tilbud på rampen"][n - 1], text: said.join("\r\n"),
          attachments: [[`bilag ${n}.pdf`, pdf([[`Bilag ${number}.`, ...said]])]],
        }),
      ];
    case "thread":
      return [
        "svar.eml",
        answer({
          number: n, from: n % 2 ? "karin@example.dk" : "kommunen@example.dk", to: n % 2 ? "kommunen@example.dk" : "karin@example.dk",
          subject: n === 1 ? "Min rampe" : "SV: Min rampe", text: said.join("\r\n"),
        }),
      ];
    case "xlsx":
      return ["regneark.xlsx", xlsx([[open(number)], ["Navn", "Cpr-nr."], [name, cpr]])];
    case "csv":
      return ["udtræk.csv", Buffer.from(harmless.includes(number) ? `Hvad\r\n${open(number)}\r\n` : `Hvad;Navn;Telefon\r\n${open(number)};${name};${phone}\r\n`)];
    case "docx":
      return ["udkast.docx", docx(said)];
    case "txt":
      return ["opringning.txt", Buffer.from([...said, ...(harmless.includes(number) ? [] : [`Adressen er ${address}`]), ""].join("\r\n"))];
    case "notat":
      return [`${internalTitle}.pdf`, pdf([[`Her står ${internal}.`, `${name}, ${cpr}.`]])];
    default:
      return ["pakke.zip", zip([["første bilag.pdf", pdf([[`Første bilag ${number}.`, ...said]])], ["andet bilag.pdf", pdf([[`Andet bilag ${number}.`, ...said]])]])];
  }
}

/** A page as a scanner sees it. */
async function picture(said, folder) {
  const [page, drawn] = [`${folder}.side.pdf`, `${folder}.side.png`];
  await writeFile(page, pdf([said]));
  await run(cli, ["pdf", "billede", page, "--dpi", "200", "--output", drawn]);
  const bytes = await readFile(drawn);
  await Promise.all([rm(page), rm(drawn)]);
  return bytes;
}
