// Facets: what is typed into a list's search narrows the list at once, and the panel stays as it was left from page to
// page. Without this file the search leads to a page of its own.
type Value = [name: string, events: number, address: string, chosen: boolean, depth: number];

const SHOWN = 60;
const KEPT = "exgraph.facets";
const numbers = new Intl.NumberFormat(document.documentElement.lang);

function item([name, events, address, chosen, depth]: Value): HTMLLIElement {
  const link = document.createElement("a");
  link.href = address;
  link.rel = "nofollow";
  link.className = `depth-${Math.min(depth, 4)}`;
  if (chosen) link.setAttribute("aria-current", "true");
  const label = document.createElement("span");
  label.textContent = name;
  const count = document.createElement("span");
  count.className = "soft";
  count.textContent = numbers.format(events);
  link.append(label, " ", count);
  const line = document.createElement("li");
  line.append(link);
  return line;
}

function narrow(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]');
  const list = form.parentElement?.querySelector<HTMLUListElement>("ul.values");
  if (!input || !list) return;
  const before = [...list.children];
  let asked: AbortController | undefined;
  let waiting = 0;

  async function ask(text: string): Promise<void> {
    asked?.abort();
    if (!text) {
      list!.replaceChildren(...before);
      return;
    }
    asked = new AbortController();
    const query = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    try {
      const answer = await fetch(`${form.action}.json?${query}`, { signal: asked.signal });
      if (!answer.ok) return;
      const { values } = (await answer.json()) as { values: Value[] };
      list!.replaceChildren(...values.slice(0, SHOWN).map(item));
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  }

  list.setAttribute("aria-live", "polite");
  input.addEventListener("input", (event) => {
    // Letters that are still being composed into kana or kanji ask for nothing yet.
    if ((event as InputEvent).isComposing) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(input.value.trim()), 120);
  });
  input.addEventListener("compositionend", () => void ask(input.value.trim()));
}

document.querySelectorAll<HTMLFormElement>("form.within").forEach(narrow);

// Which facets are open, and the place in the panel, for the next page of this tab.
const facets = [...document.querySelectorAll<HTMLDetailsElement>("details.facet")];
const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Record<string, boolean>;
for (const facet of facets) {
  const name = facet.dataset.facet ?? "";
  if (name in kept) facet.open = kept[name] || facet.querySelector("[aria-current]") !== null;
  facet.addEventListener("toggle", () => {
    kept[name] = facet.open;
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  });
}

const share = document.querySelector<HTMLInputElement>("#share");
share?.addEventListener("focus", () => share.select());

document.addEventListener("keydown", (event) => {
  const open = document.querySelector<HTMLDetailsElement>("details.download[open]");
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector<HTMLElement>("summary")?.focus();
  }
});

export {};
