// The charts: what is pointed at tells its figures at once and is marked in the table beside; switching what is counted
// draws anew in place. Without this file titles and links do the same.
import { change } from "./page/address";
import { element } from "./page/element";

const tip = element("div", { class: "tip chart-tip", hidden: true });
let room = document.querySelector<HTMLElement>("#charts");
if (room) {
  document.body.append(tip);
  ready(room);
}

function ready(room: HTMLElement): void {
  // The tip takes the place of the browser's own, which comes late; the words stay for screen readers.
  for (const title of room.querySelectorAll("svg title")) {
    const column = title.parentElement!;
    column.dataset["words"] = title.textContent ?? "";
    if (column.localName === "a") column.setAttribute("aria-label", title.textContent ?? "");
    title.remove();
  }
  room.addEventListener("pointermove", (event) => tell(event.target, event.clientX, event.clientY));
  room.addEventListener("pointerleave", () => tell(null, 0, 0));
  room.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof SVGElement)) return tell(null, 0, 0);
    const box = target.getBoundingClientRect();
    tell(target, box.left, box.bottom);
  });
  room.addEventListener("focusout", () => tell(null, 0, 0));
  for (const link of room.querySelectorAll<HTMLAnchorElement>(".lanes-by a")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void turn(link);
    });
  }
}

function tell(target: EventTarget | null, x: number, y: number): void {
  const column = target instanceof Element ? target.closest<SVGElement>("[data-words]") : null;
  mark(target instanceof Element ? target.closest<HTMLElement | SVGElement>("[data-year]")?.dataset["year"] : undefined);
  tip.hidden = !column;
  if (!column) return;
  tip.textContent = column.dataset["words"] ?? "";
  const left = Math.min(x + 12, document.documentElement.clientWidth - tip.offsetWidth - 4);
  tip.style.transform = `translate(${Math.max(4, Math.round(left))}px, ${Math.round(y + 16)}px)`;
}

/** Marks a year in the chart and in the table. */
function mark(year: string | undefined): void {
  for (const each of room!.querySelectorAll(".near")) each.classList.remove("near");
  if (!year) return;
  for (const each of room!.querySelectorAll(`[data-year="${year}"]`)) each.classList.add("near");
}

async function turn(link: HTMLAnchorElement): Promise<void> {
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const other = page.querySelector<HTMLElement>("#charts");
  if (!answer.ok || !other || !room) return location.assign(link.href);
  room.replaceWith(other);
  room = other;
  const measure = new URL(link.href).searchParams.get("measure");
  change({ measure });
  ready(other);
  other.querySelector<HTMLElement>(".lanes-by [aria-current]")?.focus();
}
