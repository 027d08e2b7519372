// A field of values with names: each value is a button that takes it out, and a box finds others while one types, as the
// combobox pattern of the ARIA guide has it. The input with the ids stays in the form and holds what is chosen.
import { element } from "../page/element";

interface Choice {
  value: string;
  name: string;
  about?: string;
  /** The id of a place of the reference that the gazetteer does not have yet. */
  new?: string;
}
interface Words {
  remove: string;
  found: string;
  new: string;
  nothing: string;
}

const PAUSE = 120; // ms without a key before something is asked
const SEPARATOR = ";";
let number = 0;

export function words(): Words {
  return JSON.parse(document.querySelector("#words")?.textContent ?? "{}") as Words;
}

/** The options that hold the words, those that begin with them first. */
export function matching(options: [string, string][], text: string): Choice[] {
  const wanted = text.trim().toLocaleLowerCase();
  const rank = ([value, name]: [string, string]): number => {
    const at = [name, value].map((each) => each.toLocaleLowerCase().indexOf(wanted)).filter((each) => each >= 0);
    return at.length ? Math.min(...at) : -1;
  };
  const ranked = options.map((option) => ({ option, at: rank(option) })).filter(({ at }) => at >= 0);
  return ranked.sort((one, other) => one.at - other.at).map(({ option: [value, name] }) => ({ value, name }));
}

export function picker(input: HTMLInputElement): void {
  const said = words();
  const name = `pick-${(number += 1)}`;
  const options = JSON.parse(input.dataset.options ?? "[]") as [string, string][];
  const names = new Map<string, string>(Object.entries(JSON.parse(input.dataset.names ?? "{}") as Record<string, string>));
  for (const [value, label] of options) names.set(value, label);
  const many = "many" in input.dataset;
  const list = element("ul", { role: "listbox", id: name, "aria-label": labelOf(input), hidden: true });
  const status = element("span", { role: "status", class: "hidden" });
  const box = element("input", { id: `${input.id}|box`, autocomplete: "off", role: "combobox", "aria-autocomplete": "list", "aria-controls": name, "aria-expanded": "false" });
  const chips = element("div", { class: "chips" }, box, list, status);
  let shown: Choice[] = [];
  let chosen = -1;
  let waiting = 0;
  let asked: AbortController | undefined;

  if (input.hasAttribute("aria-invalid")) {
    box.setAttribute("aria-invalid", "true");
    box.setAttribute("aria-describedby", input.getAttribute("aria-describedby") ?? "");
    input.removeAttribute("aria-invalid");
  }
  input.type = "hidden";
  input.after(chips);
  const label = document.querySelector<HTMLLabelElement>(`label[for="${CSS.escape(input.id)}"]`);
  if (label) label.htmlFor = box.id;

  const values = (): string[] => input.value.split(SEPARATOR).filter(Boolean);

  function put(next: string[]): void {
    input.value = next.join(SEPARATOR);
    for (const chip of chips.querySelectorAll(":scope > button")) chip.remove();
    box.before(...next.map(chip));
  }

  function chip(value: string): HTMLButtonElement {
    const words = names.get(value) ?? value;
    const out = element("button", { type: "button", "aria-label": said.remove?.replace("{name}", words) ?? words }, `${words} ×`);
    out.addEventListener("click", () => {
      put(values().filter((each) => each !== value));
      box.focus();
    });
    return out;
  }

  function shut(): void {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function mark(at: number): void {
    chosen = at;
    for (const [index, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(index === at));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", `${name}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function show(found: Choice[]): void {
    const there = new Set(values());
    shown = found.filter(({ value }) => !value || !there.has(value));
    list.replaceChildren(...shown.map(option));
    list.hidden = !shown.length;
    box.setAttribute("aria-expanded", String(shown.length > 0));
    status.textContent = shown.length ? (said.found ?? "").replace("{n}", String(shown.length)) : (said.nothing ?? "");
    mark(shown.length && box.value.trim() ? 0 : -1);
  }

  function option({ name: words, about, new: id }: Choice, at: number): HTMLLIElement {
    const more = [about, id ? said.new : ""].filter(Boolean).join(" · ");
    return element("li", { role: "option", id: `${name}-${at}`, "aria-selected": "false" }, words, more && element("span", { class: "soft" }, ` ${more}`));
  }

  async function ask(): Promise<void> {
    clearTimeout(waiting);
    asked?.abort();
    if (options.length) return show(matching(options, box.value));
    const mine = (asked = new AbortController());
    const query = new URLSearchParams({ tables: input.dataset.tables ?? "", q: box.value.trim(), typed: String("typed" in input.dataset) });
    try {
      const answer = await fetch(`/choices?${query}`, { signal: mine.signal });
      if (answer.ok && !mine.signal.aborted) show((await answer.json()) as Choice[]);
    } catch {
      if (!mine.signal.aborted) shut();
    }
  }

  async function take(choice: Choice): Promise<void> {
    const value = choice.new ? await added(box.value.trim(), choice.new, "typed" in input.dataset) : choice.value;
    if (!value) return;
    names.set(value, choice.name);
    put(many ? [...new Set([...values(), value])] : [value]);
    box.value = "";
    shut();
    box.focus();
  }

  box.addEventListener("input", (event) => {
    if ((event as InputEvent).isComposing) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), options.length ? 0 : PAUSE);
  });
  box.addEventListener("compositionend", () => void ask());
  box.addEventListener("blur", shut);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = shown[chosen];
    if (step && !list.hidden) mark((chosen + step + shown.length) % shown.length);
    else if (step) void ask();
    else if (event.key === "Escape" && !list.hidden) shut();
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      if (choice && !list.hidden) void take(choice);
    } else if (event.key === "Backspace" && !box.value) put(values().slice(0, -1));
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest("li");
    const choice = pressed && shown[[...list.children].indexOf(pressed)];
    if (choice) void take(choice);
  });
  put(values());
}

const labelOf = (input: HTMLInputElement): string => document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent ?? "";

/** Adds a place of the reference to the gazetteer, and tells the value for the cell. */
async function added(q: string, id: string, typed: boolean): Promise<string> {
  const answer = await fetch("/choices/place", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ q, id, typed }) });
  return answer.ok ? ((await answer.json()) as string) : "";
}
