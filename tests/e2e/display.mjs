import { spawn } from "node:child_process";

/** A display: the one there is, or a virtual one of our own. */
export async function openDisplay() {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, close: () => undefined };
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error("Xvfb did not start")));
    server.stdout.once("data", (data) => resolve(String(data).trim()));
  });
  return { name: `:${number}`, close: () => server.kill("SIGTERM") };
}
