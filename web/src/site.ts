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

const editor = document.querySelector<HTMLTextAreaElement>("textarea#query");
const form = editor?.form;
if (editor && form) {
  editor.addEventListener("keydown", (event) => {
    // isComposing: Enter that ends Japanese input must not send the form.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  // A query too long for an address goes as a POST.
  form.addEventListener("submit", () => {
    form.method = encodeURIComponent(editor.value).length > 6000 ? "post" : "get";
  });
  const error = document.querySelector<HTMLElement>(".error[data-line]");
  if (error) {
    const lines = editor.value.split("\n").slice(0, Number(error.dataset.line) - 1);
    const place = lines.join("\n").length + (lines.length ? 1 : 0) + Number(error.dataset.column) - 1;
    editor.focus();
    editor.setSelectionRange(place, place + 1);
  }
}

export {};
