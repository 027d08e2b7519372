// The network of a selection: starts from a place or from all of it, unfolds by a press, is filtered, pinned and kept as
// a picture. The server's list of pairs stays below, and a list of the nodes does by keys what the drawing does by touch.
import { Panel } from "./network/panel";
import { EMPTY, type Network, drawn, ties } from "./network/data";
import { card } from "./network/card";
import { asked, read, write } from "./network/state";
import { element } from "./page/element";
import { number, text } from "./page/words";

const figure = document.querySelector<HTMLElement>("figure#network[data-source]");
if (figure) void open(figure);

async function open(figure: HTMLElement): Promise<void> {
  const source = figure.dataset["source"] ?? "";
  const state = read();
  let network: Network = EMPTY;
  let asking: AbortController | undefined;

  const stage = element("div", { class: "stage graph", role: "img", "aria-label": text("drawing.name") });
  const cards = element("div", { class: "card-room", "aria-live": "polite" });
  const status = element("p", { role: "status", class: "soft" });
  const room = element("div", { class: "map-room" }, stage, cards);
  figure.append(room, status);
  figure.hidden = false; // the drawing asks how large it is
  const { Drawing } = await import("./graph/drawing");
  const drawing = new Drawing(stage, press, () => {
    state.pinned = drawing.pinned();
    write(state);
    tell();
  });
  const panel = new Panel(state, drawing, { load: () => void load(), filter, press });
  figure.replaceChildren(panel.controls, panel.kinds, room, status, panel.legend, panel.nodes);

  /** Shows what the state asks for; says so and changes nothing where that cannot be had. */
  async function load(from?: string): Promise<boolean> {
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(`${source}&${asked(state)}`, { signal: mine.signal });
      if (answer.status === 404 && state.start) {
        state.start = ""; // the selection has no such place any more
        return load();
      }
      if (!answer.ok) throw new Error(String(answer.status));
      network = (await answer.json()) as Network;
    } catch {
      if (!mine.signal.aborted) status.textContent = text("drawing.lost");
      return false;
    }
    write(state);
    drawing.filter(isShown);
    drawing.set(...drawn(network), from, state.pinned);
    filter();
    return true;
  }

  function isShown(kind: string, isEdge: boolean): boolean {
    return isEdge || !state.hidden.includes(kind);
  }

  function filter(): void {
    write(state);
    drawing.filter(isShown);
    panel.show(network);
    const counts = { nodes: number(network.nodes.length), edges: number(network.edges.length), total: number(network.total.nodes) };
    status.textContent = text(state.start || state.open.length ? "drawing.shown" : "drawing.shown_of", counts);
    tell();
  }

  function press(id: string): void {
    state.focus = id;
    const node = network.nodes.find((each) => each.id === id);
    if (node && !state.open.includes(id) && id !== state.start && ties(network, id).length < node.neighbours) return fold(id);
    filter();
  }

  /** Unfolds a node, or folds it again. */
  function fold(id: string): void {
    const before = [...state.open];
    state.open = before.includes(id) ? before.filter((each) => each !== id) : [...before, id];
    void load(id).then((isShown) => {
      if (!isShown) state.open = before;
    });
  }

  function tell(): void {
    const node = network.nodes.find(({ id }) => id === state.focus);
    drawing.mark(state.focus);
    const hadCard = cards.hasChildNodes();
    const act = document.activeElement?.closest<HTMLElement>(".card-room [data-act]")?.dataset["act"];
    cards.replaceChildren();
    if (!node) {
      if (hadCard) drawing.fit();
      return;
    }
    const { id } = node;
    const is = { isOpen: state.open.includes(id), isPinned: drawing.isPinned(id), isStart: id === state.start };
    cards.append(
      card(network, node, is, {
        fold: () => fold(id),
        pin: () => {
          drawing.pin(id, !is.isPinned);
          state.pinned = drawing.pinned();
          filter();
        },
        start: () => {
          Object.assign(state, { start: id, open: [] });
          void load();
        },
        close: () => {
          state.focus = "";
          filter();
        },
      }),
    );
    if (!hadCard) drawing.fit();
    // The card was made anew: the focus stays on the same button, if it is still there.
    if (act) (cards.querySelector<HTMLElement>(`[data-act="${act}"]`) ?? cards.querySelector<HTMLElement>("button"))?.focus();
  }

  await load();
}
