// Comforts only: every page works without this file.
const search = document.querySelector<HTMLInputElement>('.find input[type="search"]');
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// A menu of the bar closes when something else is pressed, and by Escape, which gives the focus back.
const menus = document.querySelectorAll<HTMLDetailsElement>("details.menu");
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target as Node)) menu.open = false;
});
for (const menu of menus) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}

// Buttons that print; without scripts they stay hidden, and the browser's own menu prints.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Buttons that copy the words of the element they name; without scripts they stay hidden, and the words can be selected.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy ?? "");
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
      button.textContent = button.dataset.copied ?? label;
    } catch {
      getSelection()?.selectAllChildren(source);
    }
    setTimeout(() => (button.textContent = label), 2000);
  });
}

// Pictures of figures; loaded only where there is a figure. What a script draws later says so.
const pictures = document.querySelector<HTMLElement>("[data-pictures]");
async function offerPictures(): Promise<void> {
  (await import("./page/picture")).offer(JSON.parse(pictures?.dataset.pictures ?? "{}"));
}
if (pictures) {
  if (document.querySelector("figure svg, figure canvas")) addEventListener("load", offerPictures);
  addEventListener("exgraph:drawn", offerPictures);
}

export {};
