import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const scanMessages = fileURLToPath(new URL("../crates/scan/messages", import.meta.url));
const contractMessages = fileURLToPath(new URL("../crates/contract/messages", import.meta.url));

/** The development backend (`sagsbord-cli serve-dev`) while Vite serves the page. */
const developmentBackend = "http://127.0.0.1:5174";

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    alias: { "$contract-messages": contractMessages, "$scan-messages": scanMessages },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    fs: { allow: [".", contractMessages, scanMessages] },
    proxy: {
      "/call": developmentBackend,
      "/events": developmentBackend,
      "/bytes": developmentBackend,
      "/offer": developmentBackend,
    },
  },
  build: {
    target: ["es2022", "safari16"],
    // Inlined fonts and pictures would need `data:` in more of the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  test: {
    include: ["src/**/*.test.ts"],
    environment: "node",
  },
});
