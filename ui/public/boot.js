// Runs before the first paint, so that a dark desk never flashes white. The same keys and values as
// src/desk/remembered-look.ts, which does the rest.
(() => {
  const root = document.documentElement;
  try {
    const look = JSON.parse(localStorage.getItem("sagsbord.look") ?? "{}");
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const theme = look.theme ?? "system";
    root.dataset.theme = theme === "system" ? (dark ? "dark" : "light") : theme;
    if (look.textSize) root.dataset.textSize = look.textSize;
    if (look.density) root.dataset.density = look.density;
    if (look.language) root.lang = look.language;
  } catch {
    // Nothing remembered, or storage is closed: the page's own attributes stand.
  }
})();

// The last net: if the program's own code cannot even be loaded, the window still says so.
addEventListener("error", () => {
  setTimeout(() => {
    const app = document.getElementById("app");
    if (!app || app.childElementCount > 0) return;
    app.textContent =
      document.documentElement.lang === "en"
        ? "Sagsbord could not start. Close the window and open it again."
        : "Sagsbord kunne ikke starte. Luk vinduet, og åbn det igen.";
  }, 1000);
}, true);
