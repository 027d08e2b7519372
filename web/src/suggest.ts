// Suggestions under a search box while one types, as the combobox pattern of the ARIA guide has it: arrows choose, Enter
// opens what is chosen or else searches, Escape shuts. Letters still being composed into kana or kanji ask for nothing.
import { element } from "./page/element";

interface Result {
  text: string;
  address: string;
  kind: string;
  within: string;
  other: string | null;
}
interface Answer {
  results: Result[];
  /** How many there are, in the reader's language. */
  summary: string;
}

const PAUSE = 100; // ms without a key before something is asked

function suggest(form: HTMLFormElement, input: HTMLInputElement, name: string): void {
  const list = element("ul", { role: "listbox", id: name, "aria-label": input.getAttribute("aria-label"), hidden: true });
  const status = element("span", { role: "status", class: "hidden" });
  const known = new Map<string, Answer>();
  let shown: Result[] = [];
  let chosen = -1;
  let waiting = 0;
  let asked: AbortController | undefined;

  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": name, "aria-expanded": "false" };
  for (const [attribute, value] of Object.entries(attributes)) input.setAttribute(attribute, value);
  form.append(list, status);

  function shut(): void {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(at: number): void {
    chosen = at;
    for (const [index, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(index === at));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `${name}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function show({ results, summary }: Answer): void {
    shown = results;
    list.replaceChildren(...results.map(option));
    choose(-1);
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(results.length > 0));
    status.textContent = summary;
  }

  function option({ text, kind, within, other }: Result, at: number): HTMLLIElement {
    const about = element("span", { class: "soft" }, [kind, within].filter(Boolean).join(" · "));
    return element("li", { role: "option", id: `${name}-${at}`, "aria-selected": "false" }, element("span", {}, text), other && element("span", { class: "other" }, other), about);
  }

  async function ask(): Promise<void> {
    clearTimeout(waiting);
    asked?.abort();
    const text = input.value.trim();
    if (!text) return shut();
    const mine = (asked = new AbortController());
    try {
      const answer = known.get(text) ?? (await fetched(text, mine.signal));
      if (mine.signal.aborted || !answer) return;
      known.set(text, answer);
      show(answer);
    } catch (error) {
      // Without an answer the box goes on as a plain search box.
      if (!mine.signal.aborted) shut();
    }
  }

  input.addEventListener("input", (event) => {
    if ((event as InputEvent).isComposing) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), PAUSE);
  });
  input.addEventListener("compositionstart", shut);
  input.addEventListener("compositionend", () => void ask());
  input.addEventListener("blur", shut);
  form.addEventListener("submit", shut);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) {
      // One place before the first is the text as it was typed.
      const places = shown.length + 1;
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (step) void ask();
    else if (event.key === "Escape" && !list.hidden) shut();
    else if (event.key === "Enter" && chosen >= 0) open(chosen);
    else return;
    event.preventDefault();
  });
  // The box keeps the focus while the list is pressed.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest("li");
    if (pressed) open([...list.children].indexOf(pressed));
  });

  function open(at: number): void {
    const result = shown[at];
    if (result) location.assign(result.address);
  }
}

async function fetched(text: string, signal: AbortSignal): Promise<Answer | undefined> {
  const answer = await fetch(`/search/suggest?${new URLSearchParams({ q: text })}`, { signal });
  return answer.ok ? ((await answer.json()) as Answer) : undefined;
}

for (const [at, form] of document.querySelectorAll<HTMLFormElement>("form.find").entries()) {
  const input = form.querySelector<HTMLInputElement>("input");
  if (input) suggest(form, input, `suggested-${at}`);
}
