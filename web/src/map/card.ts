// A place on the map in words: its events in the years shown, whom it met, each number with the list behind it.
import { button, element } from "../page/element";
import { count, number, text } from "../page/words";
import { selected } from "../page/address";
import type { Link, Span, Ties } from "./figures";

const MET = 8;

/** The address of the events of a place, or of a pair, in some years; the whole span adds nothing to the selection. */
function events(ends: Record<string, string>, span: Span | undefined): string {
  return `/browse?${selected({ ...ends, ...(span && { from: String(span[0]), to: String(span[1]) }) })}`;
}

export function card(ties: Ties, at: number, size: number, links: Link[], span: Span | undefined, close: () => void): HTMLElement {
  const town = ties.towns[at]!;
  const own = links.filter(({ home, partner }) => home === at || partner === at).sort((one, other) => other.events - one.events);
  const rows = own.slice(0, MET).map((link) => {
    const other = ties.towns[link.home === at ? link.partner : link.home]!;
    const ends = { at: ties.towns[link.home]!.id, with: ties.towns[link.partner]!.id };
    const moved = [...(link.sent ? [`${text("browse.sent")} ${number(link.sent)}`] : []), ...(link.received ? [`${text("browse.received")} ${number(link.received)}`] : [])];
    return element(
      "li",
      {},
      element("a", { href: other.address }, other.name),
      " ",
      element("a", { href: events(ends, span) }, count("count.events", link.events)),
      element("span", { class: "soft" }, moved.map((words) => ` · ${words}`).join("")),
    );
  });
  return element(
    "section",
    { class: "town-card", "aria-label": town.name },
    button("×", close, { class: "quiet close", "aria-label": text("map.close") }),
    element("h2", {}, element("a", { href: town.address }, town.name)),
    element("p", {}, element("span", { class: `key ${town.ours ? "home" : "abroad"}` }, text(town.ours ? "browse.home" : "browse.abroad")), " ", element("a", { href: events({ [town.ours ? "at" : "with"]: town.id }, span) }, count("count.events", size))),
    rows.length > 0 && element("h3", {}, text("map.met")),
    rows.length > 0 && element("ul", { class: "plain" }, ...rows),
    own.length > MET && element("p", { class: "soft" }, count("map.more", own.length - MET)),
  );
}
