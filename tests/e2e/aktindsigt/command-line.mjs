// The road of a request from a command line: the same use cases, a command a step.
import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cli, environment } from "../setting.mjs";
import { decisions, findingRules, request } from "./request.mjs";

export const passwords = {
  agnes: "nøglen ligger under krukken",
  anne: "regn over havnen",
  bo: "kaffe på den grønne bænk",
  dorthe: "lyset i det øverste vindue",
};

/** A command as somebody of the municipality. What it said, when it ended well. */
async function run(folder, username, ...args) {
  const child = spawn(cli, [...args, "--demo", "--folder", folder, "--user", username], { env: environment() });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) child[stream].setEncoding("utf8").on("data", (text) => (said[stream] += text));
  child.stdin.end(`${passwords[username]}\n`);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${said.stdout}\n${said.stderr}`);
  return said.stdout;
}

/** The case that a request will be about: an open one of Anne's, with a citizen and nothing in its title. */
export async function caseOf(folder) {
  const { rows } = JSON.parse(await run(folder, "anne", "cases", "--mine", "--open", "--limit", "50"));
  return rows.find(({ title, citizen, documents, source }) => citizen && documents > 2 && source === "Egne sager" && !/\d|Aktindsigt/.test(title));
}

/** From the files to what lies in a folder; its bytes. */
export async function byCommandLine(folder, files, outside) {
  const asAnne = (...args) => run(folder, "anne", ...args);
  const aktindsigt = (...args) => asAnne("aktindsigt", ...args);
  const { number } = await caseOf(folder);
  const intake = JSON.parse(await asAnne("indlaes", files, "--sag", number, "--json"));
  const made = await aktindsigt(
    "opret", "--sag", number, "--titel", request.title, "--rolle", "enhver", "--navn", request.name, "--cpr", request.cpr,
    "--modtaget", request.receivedOn, "--tema", request.theme, "--regelsaet", "ofl", "--json",
  );
  const { id } = JSON.parse(made).detail;
  await aktindsigt("indsaml", id, "--indlaesning", intake.row.id);

  for (const { numbers, code, basis, answers, text } of decisions(await listed(aktindsigt, id))) {
    const bases = basis ? ["--hjemmel", basis, ...answers.flatMap((one) => ["--svar", `${one}=${text}`]), "--tekst", text] : [];
    await aktindsigt("beslut", id, "--akter", numbers.join(","), "--afgoerelse", code, ...bases);
  }
  const rules = join(outside, "regler.json");
  await mkdir(outside, { recursive: true });
  await writeFile(rules, JSON.stringify(findingRules));
  await aktindsigt("beslut", id, "--fund", rules);
  await aktindsigt("tjek", id, "--besvar", request.seen);

  await aktindsigt("brev", id);
  await aktindsigt("frigiv", id, "--send");
  await run(folder, "bo", "aktindsigt", "frigiv", id, "--godkend");
  await aktindsigt("saml", id);
  await aktindsigt("verificer", id);
  const given = join(outside, "udleveret");
  await mkdir(given);
  await aktindsigt("frigiv", id, "--mappe", given);
  const [name, ...others] = await readdir(given);
  if (others.length > 0) throw new Error(`more than one file was given: ${others.join(", ")}`);
  return { name, bytes: await readFile(join(given, name)) };
}

/** The list as it is: number and title of each. */
async function listed(aktindsigt, id) {
  const { rows } = JSON.parse(await aktindsigt("liste", id, "--json"));
  return rows.map(({ number, title }) => ({ number, title }));
}
