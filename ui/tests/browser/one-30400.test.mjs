import { after } from "node:test";
import { closeBrowser } from "./browser.mjs";
import { removeDemoStore } from "./development-backend.mjs";
after(async () => { await closeBrowser(); await removeDemoStore(); });
await import("./cases/search-everywhere.mjs");
