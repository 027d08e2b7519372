// A node in words: its events, whom it is linked with, each number with the list behind it; and what can be done with it.
import { button, element } from "../page/element";
import { count, number, text } from "../page/words";
import { selected } from "../page/address";
import { type Network, type Node, type Tie, ties } from "./data";

const LINKED = 8;

export interface Acts {
  fold(): void;
  pin(): void;
  start(): void;
  close(): void;
}

/** The facet by which the events of a node are found. */
const facet = (node: Node): Record<string, string> => ({ [node.side === "home" ? "at" : node.side === "abroad" ? "with" : "organisation"]: node.id });

const events = (ends: Record<string, string>): string => `/browse?${selected(ends)}`;

export function card(network: Network, node: Node, { isOpen, isPinned, isStart }: Record<"isOpen" | "isPinned" | "isStart", boolean>, acts: Acts): HTMLElement {
  const linked = ties(network, node.id);
  const isWhole = linked.length >= node.neighbours;
  return element(
    "section",
    { class: "town-card", "aria-label": node.name },
    button("×", acts.close, { class: "quiet close", "aria-label": text("drawing.close") }),
    element("h2", {}, element("a", { href: node.address }, node.name)),
    element("p", {}, element("span", { class: "soft" }, network.kinds[node.kind] ?? ""), " ", element("a", { href: events(facet(node)) }, count("count.events", node.events))),
    element(
      "p",
      { class: "acts" },
      ...(isOpen || !isWhole ? [button(text(isOpen ? "drawing.fold" : "drawing.unfold"), acts.fold, { "data-act": "fold" })] : []),
      button(text(isPinned ? "drawing.unpin" : "drawing.pin"), acts.pin, { "data-act": "pin", "aria-pressed": String(isPinned) }),
      !isStart && button(text("drawing.here"), acts.start, { "data-act": "start" }),
    ),
    linked.length > 0 && element("h3", {}, text("drawing.linked")),
    linked.length > 0 && element("ul", { class: "plain" }, ...linked.slice(0, LINKED).map((tie) => row(node, tie))),
    linked.length > LINKED && element("p", { class: "soft" }, count("drawing.more", linked.length - LINKED)),
    !isWhole && element("p", { class: "soft" }, text("drawing.neighbours", { shown: number(linked.length), total: number(node.neighbours) })),
  );
}

function row(node: Node, { other, edge }: Tie): HTMLElement {
  const [, , , met, sent, received, first, last] = edge;
  const figures = [
    first === last ? String(first) : `${first}–${last}`,
    ...(sent ? [`${text("browse.sent")} ${number(sent)}`] : []),
    ...(received ? [`${text("browse.received")} ${number(received)}`] : []),
  ];
  return element(
    "li",
    {},
    element("a", { href: other.address }, other.name),
    " ",
    element("a", { href: events({ ...facet(node), ...facet(other) }) }, count("count.events", met)),
    element("span", { class: "soft" }, figures.map((words) => ` · ${words}`).join("")),
  );
}
