// The map of a selection of events: moved, zoomed, played through the years; a place tells what it did with whom. It
// takes the place of the server's picture, whose places stand below as a list for keys and screen readers.
import { MapCanvas } from "./basemap/canvas";
import { type Eye, eye, eyeText } from "./basemap/projection";
import { card } from "./map/card";
import { type Span, type Ties, links, sizes, wholeSpan } from "./map/figures";
import { Years } from "./map/years";
import { change, parameters } from "./page/address";
import { choice, element } from "./page/element";
import { number, text } from "./page/words";

type Lines = "events" | "people";

const figure = document.querySelector<HTMLElement>("figure[data-source]#map");
const picture = figure?.querySelector("svg");
if (figure && picture) void open(figure, picture);

async function open(figure: HTMLElement, picture: SVGElement): Promise<void> {
  const answer = await fetch(figure.dataset["source"] ?? "");
  if (!answer.ok) return; // the server's picture stays
  const ties = (await answer.json()) as Ties;
  if (!ties.towns.length) return;
  const whole = wholeSpan(ties);
  const most = Math.max(...sizes(ties, whole));
  const position = new Map(ties.towns.map(({ id }, at) => [id, at]));
  let lines: Lines = parameters().get("lines") === "people" ? "people" : "events";
  let focus = parameters().get("focus") ?? "";

  const stage = element("div", { class: "stage" });
  const room = element("div", { class: "card-room", "aria-live": "polite" });
  const list = element("ol", { class: "towns", "aria-label": text("map.places") });
  const years = new Years(whole, span(parameters().get("window"), whole), () => {
    const [from, to] = years.span;
    change({ window: isWhole() ? null : `${from}-${to}` });
    draw();
  });
  const by = choice(text("map.lines"), [["events", text("map.events")], ["people", text("map.people")]], lines, (value) => {
    lines = value as Lines;
    change({ lines: lines === "events" ? null : lines });
    draw();
  });
  picture.replaceWith(element("div", { class: "controls" }, years.controls, by), element("div", { class: "map-room" }, stage, room));
  figure.after(element("details", { class: "town-list" }, element("summary", {}, text("map.places")), element("div", { class: "scroll" }, list)));
  figure.querySelector("figcaption > a")?.remove(); // to the whole extent, which can be reached by moving
  const moved = (view: Eye) => change({ eye: eyeText(view) });
  const canvas = new MapCanvas(stage, text("view.map"), choose, eye(parameters().get("eye")), moved);

  function isWhole(): boolean {
    return years.span[0] === whole[0] && years.span[1] === whole[1];
  }

  function choose(id: string): void {
    focus = id === focus ? "" : id;
    change({ focus: focus || null });
    draw();
  }

  function draw(): void {
    const weights = sizes(ties, years.span);
    const met = links(ties, years.span);
    const chosen = position.get(focus);
    canvas.show(
      ties.towns.map(({ id, name, at, ours, region }, index) => ({ id, name, at, region, size: weights[index] ?? 0, side: ours ? "home" : "abroad" })),
      met.map(({ home, partner, events, sent, received }) => ({
        ends: [ties.towns[home]!.id, ties.towns[partner]!.id],
        weight: lines === "events" ? events : sent + received,
      })),
      most,
    );
    canvas.mark(focus);
    room.replaceChildren(...(chosen === undefined ? [] : [card(ties, chosen, weights[chosen] ?? 0, met, isWhole() ? undefined : years.span, () => choose(focus))]));
    const order = [...ties.towns.keys()].filter((at) => weights[at]).sort((one, other) => weights[other]! - weights[one]!);
    list.replaceChildren(...order.map((at) => entry(at, weights[at]!)));
  }

  function entry(at: number, size: number): HTMLLIElement {
    const { id, name, ours } = ties.towns[at]!;
    const press = element("button", { type: "button", class: "quiet", "aria-pressed": String(id === focus), "data-town": id, click: () => pick(id) });
    press.append(element("span", { class: `key ${ours ? "home" : "abroad"}` }, name), " ", element("span", { class: "soft" }, number(size)));
    return element("li", {}, press);
  }

  function pick(id: string): void {
    choose(id);
    // The list was drawn anew: the focus stays on the same place.
    list.querySelector<HTMLElement>(`[data-town="${CSS.escape(id)}"]`)?.focus();
  }

  draw();
}

function span(value: string | null, [first, last]: Span): Span {
  const [from, to] = (value ?? "").split("-").map(Number);
  return from && to && first <= from && from <= to && to <= last ? [from, to] : [first, last];
}
