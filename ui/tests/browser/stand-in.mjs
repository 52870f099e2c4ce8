import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { backendProgram } from "./development-backend.mjs";

const program = process.env.SAGSBORD_STANDIN ?? join(dirname(backendProgram), "sagsbord-standin");

/**
 * The stand-in for the service platform, beside the development backend. It says how it is reached, and takes orders.
 *
 * @param {string[]} more
 */
export async function startStandIn(more = []) {
  const folder = await mkdtemp(join(tmpdir(), "sagsbord-standin-"));
  const child = spawn(program, ["--port", "0", "--folder", folder, ...more], { stdio: ["pipe", "pipe", "inherit"] });
  const failed = new Promise((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the stand-in ended with ${code}`)));
  });
  failed.catch(() => undefined);
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await Promise.race([said.next(), failed])).value);
  const reached = await next();
  return {
    reached,
    /** One at a time: each is answered by a line. */
    async order(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      const answer = await next();
      if (answer.error) throw new Error(answer.error);
      return answer;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill();
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
