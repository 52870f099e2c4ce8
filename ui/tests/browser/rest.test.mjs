// The screens in a real browser against the real use cases. One process, so that the browser and the demo
// municipality are made once. `SAGSBORD_CLI` names the development backend, `CHROMIUM` the browser.
import { after } from "node:test";
import { closeBrowser } from "./browser.mjs";
import { removeDemoStore } from "./development-backend.mjs";

after(async () => {
  await closeBrowser();
  await removeDemoStore();
});

await import("./cases/journal.mjs");
await import("./cases/intake.mjs");
await import("./cases/intake-hidden.mjs");
await import("./cases/intake-threads.mjs");
await import("./cases/intake-filing.mjs");
await import("./cases/quality-check.mjs");
await import("./cases/index-room.mjs");
await import("./cases/sources.mjs");
await import("./cases/deadline-law.mjs");
await import("./cases/administration.mjs");
await import("./cases/faults.mjs");
await import("./cases/accessibility.mjs");
