// Each file of src/ is an island of its own; pages name it, and the manifest says what it became.
import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

const islands = readdirSync("src").filter((name) => name.endsWith(".ts")).map((name) => `src/${name}`);

export default defineConfig({
  base: "/static/built/",
  build: {
    outDir: "../src/exgraph/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    chunkSizeWarningLimit: 700, // kB; the drawing of networks is loaded where one is shown
    modulePreload: { polyfill: false },
    rollupOptions: { input: islands },
    target: "es2022",
  },
});
