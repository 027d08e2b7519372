// The review by keys: each key presses what carries it. The pages work without this file, with ids in place of names.
import { picker } from "./studio/picker";

const form = document.querySelector<HTMLFormElement>("#facts");
const facts = [...document.querySelectorAll<HTMLElement>("#facts .fact")];
const keys = document.querySelector<HTMLDialogElement>("#keys");
const ticks = [...document.querySelectorAll<HTMLInputElement>("[data-tick]")];
let current = -1;

for (const input of document.querySelectorAll<HTMLInputElement>("input[data-pick]")) picker(input);

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => keys?.showModal());
}

// The line of the record is in sight, and a field that is wrong has the focus.
const passages = document.querySelector<HTMLElement>(".passages");
const own = passages?.querySelector<HTMLElement>(".own");
if (passages && own) passages.scrollTop = own.offsetTop - passages.offsetTop - passages.clientHeight / 2;
const wrong = document.querySelector<HTMLElement>('#facts [aria-invalid="true"]');
if (wrong) wrong.focus();
else if (facts.length) choose(facts.findIndex((fact) => fact.classList.contains("proposed")), false);

function choose(at: number, isNew = true): void {
  if (!facts.length) return;
  current = Math.min(Math.max(at, 0), facts.length - 1);
  for (const [index, fact] of facts.entries()) fact.classList.toggle("current", index === current);
  if (isNew) facts[current]?.scrollIntoView({ block: "nearest" });
}

for (const [at, fact] of facts.entries()) fact.addEventListener("focusin", () => at !== current && choose(at));

function move(step: number): void {
  if (facts.length) return choose(current + step);
  const at = ticks.indexOf(document.activeElement as HTMLInputElement);
  ticks[Math.min(Math.max(at + step, 0), ticks.length - 1)]?.focus();
}

/** Presses what carries a key: that of the current fact, else the first of the page. */
function press(key: string): boolean {
  const own = facts[current]?.querySelector<HTMLElement>(`[data-own="${CSS.escape(key)}"]`);
  const target = own ?? document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  target?.click();
  return Boolean(target);
}

function edit(): void {
  facts[current]?.querySelector<HTMLElement>('.cell input:not([type="hidden"]), .cell select')?.focus();
}

const ALONE: Record<string, () => void> = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  e: edit,
  "?": () => keys?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || keys?.open) return;
  const within = event.target instanceof Element ? event.target : null;
  const typing = within?.closest("input:not([type=checkbox]), select, textarea");
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form) {
    event.preventDefault();
    press("a");
  } else if (typing) {
    if (event.key === "Escape" && !event.defaultPrevented) (typing as HTMLElement).blur();
  } else if (!event.ctrlKey && !event.metaKey && !event.repeat) {
    const alone = ALONE[event.key];
    if (alone) alone();
    if (alone || press(event.key)) event.preventDefault();
  }
});

// What was pressed twice in a hurry is sent once.
for (const sent of document.querySelectorAll("form")) {
  let isSent = false;
  sent.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = sent.method !== "dialog";
  });
}
// A page that comes back from the browser's memory may send again.
addEventListener("pageshow", (event) => event.persisted && location.reload());
