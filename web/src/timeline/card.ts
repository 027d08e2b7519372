// What a column holds, in words: its time, its events with their pages, and the way to the columns beside it.
import { selected } from "../page/address";
import { written } from "../page/date";
import { button, element } from "../page/element";
import { count, language, text } from "../page/words";
import type { Bin, Event, TimelineData } from "./figures";

const LISTED = 40;

/** The time of a bin as the reader writes it. */
export const timeOf = ({ name }: Bin): string => (name.length === 3 ? written(`${name}0`, `${name}9`, language) : written(name, name, language));

export function card(data: TimelineData, lane: number, bin: Bin, step: (by: number) => void, close: () => void): HTMLElement {
  const [facet, id, name] = data.lanes[lane]!;
  const number = count("count.events", bin.events.length);
  const years = bin.name.length === 3 ? [`${bin.name}0`, `${bin.name}9`] : [bin.name, bin.name];
  const address = `/browse?${selected({ [facet]: id, from: years[0]!, to: years[1]! })}`;
  return element(
    "section",
    { class: "bin-card", "aria-label": `${name}, ${timeOf(bin)}` },
    button("×", close, { class: "quiet close", "aria-label": text("timeline.close") }),
    element("h2", {}, name),
    element("p", {}, `${timeOf(bin)} `, bin.name.length > 4 ? element("span", { class: "soft" }, number) : element("a", { href: address }, number)),
    element(
      "p",
      { class: "steps" },
      button("‹", () => step(-1), { "aria-label": text("timeline.before"), title: text("timeline.before") }),
      " ",
      button("›", () => step(1), { "aria-label": text("timeline.next"), title: text("timeline.next") }),
    ),
    element("ol", { class: "event-list" }, ...bin.events.slice(0, LISTED).map((at) => line(data, data.events[at]!))),
    bin.events.length > LISTED && element("p", { class: "soft" }, count("timeline.more", bin.events.length - LISTED)),
  );
}

function line(data: TimelineData, [id, start, end, title, kinds, homes, partners, people]: Event): HTMLLIElement {
  const named = (numbers: number[]) => numbers.map((at) => data.places[at]![1]).join(text("page.comma"));
  const kind = kinds.map((at) => data.kinds[at]![1]).join(text("page.comma"));
  const name = title || [kind, [homes, partners].filter(({ length }) => length).map(named).join(" – ")].filter(Boolean).join(": ");
  const more = [title && kind, people && count("count.people", people)].filter(Boolean).join(" · ");
  return element(
    "li",
    {},
    element("time", { datetime: start }, written(start, end || start, language)),
    element("span", {}, element("a", { href: data.path + id }, name), " ", element("span", { class: "soft" }, more)),
  );
}
