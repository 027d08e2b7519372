// What stands around the drawing: where it starts, how much, which kinds, how to keep it, and its nodes as a list.
import type { Drawing } from "../graph/drawing";
import { button, choice, element } from "../page/element";
import { number, text } from "../page/words";
import { type Network, kinds } from "./data";
import { SIZES, type State } from "./state";

const NAME = "exgraph-network";
const LISTED = 300;

export interface Acts {
  load(): void;
  filter(): void;
  press(id: string): void;
}

export class Panel {
  readonly controls = element("div", { class: "controls" });
  readonly kinds = element("fieldset", { class: "kinds-shown" });
  readonly legend = element("p", { class: "legend soft" });
  readonly nodes = element("details", { class: "town-list" });
  readonly #start = element("span");
  readonly #size: HTMLElement;
  readonly #list = element("ol", { class: "towns", "aria-label": text("drawing.list") });
  readonly #names = new Map<string, string>();

  constructor(
    readonly state: State,
    readonly drawing: Drawing,
    readonly acts: Acts,
  ) {
    const sizes = SIZES.map((size): [string, string] => [String(size), number(size)]);
    this.#size = choice(text("drawing.nodes"), sizes, String(state.nodes), (value) => this.#change({ nodes: Number(value) }));
    const organisations = element("input", { type: "checkbox", checked: state.hasOrganisations, change: () => this.#change({ hasOrganisations: organisations.checked }) });
    this.controls.append(
      this.#start,
      this.#size,
      element("label", { class: "check" }, organisations, " ", text("drawing.organisations")),
      ...(["+", "−"] as const).map((sign) => button(sign, () => drawing.zoom(sign === "+" ? 1.4 : 1 / 1.4), { "aria-label": text(sign === "+" ? "view.nearer" : "view.farther") })),
      button(text("view.whole"), drawing.fit),
      button(text("drawing.arrange"), () => drawing.arrange()),
      element("span", { role: "group", "aria-label": text("drawing.save") }, text("drawing.save"), ...(["Png", "Svg", "Gexf"] as const).flatMap((format) => [" ", button(format.toUpperCase(), () => drawing[`keep${format}`](NAME))])),
    );
    const key = (look: string, words: string): HTMLElement => element("span", { class: `key ${look}` }, words);
    this.legend.append(
      ...[key("home", text("browse.home")), key("abroad", text("browse.abroad")), key("area", text("drawing.area")), key("organisation kind-6", text("drawing.organisation"))],
      ...[key("line", text("drawing.together")), key("line dashed", text("drawing.acted")), " ", text("drawing.help")],
    );
    this.nodes.append(element("summary", {}, text("drawing.list")), element("div", { class: "scroll" }, this.#list));
  }

  /** Brings all of it up to what is shown. */
  show(network: Network): void {
    const { state } = this;
    for (const { id, name, side } of network.nodes) if (side || id === state.start) this.#names.set(id, name);
    const starts: [string, string][] = [["", text("drawing.whole")], ...this.#names];
    this.#start.replaceChildren(choice(text("drawing.start"), starts, state.start, (start) => this.#change({ start, open: [], focus: start })));
    this.#size.hidden = Boolean(state.start);
    const shown = new Map(kinds(network));
    for (const kind of state.hidden) if (!shown.has(kind)) shown.set(kind, 0);
    keepFocus(this.kinds, () =>
      this.kinds.replaceChildren(element("legend", {}, text("drawing.kinds")), ...[...shown].filter(([kind]) => network.kinds[kind]).map(([kind, n]) => this.#kind(kind, network.kinds[kind]!, n))),
    );
    const listed = network.nodes.filter(({ kind }) => !state.hidden.includes(kind)).sort((one, other) => other.events - one.events);
    keepFocus(this.#list, () =>
      this.#list.replaceChildren(
        ...listed.slice(0, LISTED).map(({ id, name, side, events }) => {
          const look = side === "home" ? "home" : side ? "abroad" : "organisation kind-6";
          const press = element("button", { type: "button", class: "quiet", "aria-pressed": String(id === state.focus), "data-key": id, click: () => this.acts.press(id) });
          press.append(element("span", { class: `key ${look}` }, name), " ", element("span", { class: "soft" }, number(events)));
          return element("li", {}, press);
        }),
      ),
    );
  }

  #kind(kind: string, name: string, n: number): HTMLElement {
    const { state } = this;
    const box = element("input", {
      type: "checkbox",
      "data-key": kind,
      checked: !state.hidden.includes(kind),
      change: () => {
        state.hidden = box.checked ? state.hidden.filter((each) => each !== kind) : [...state.hidden, kind];
        this.acts.filter();
      },
    });
    return element("label", { class: "check" }, box, " ", name, " ", element("span", { class: "soft" }, number(n)));
  }

  #change(values: Partial<State>): void {
    Object.assign(this.state, values);
    this.acts.load();
  }
}

/** Makes something anew, and gives the focus back to the part of it that had it. */
function keepFocus(place: HTMLElement, renew: () => void): void {
  const active = document.activeElement;
  const key = active && place.contains(active) ? active.getAttribute("data-key") : null;
  renew();
  if (key !== null) place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
