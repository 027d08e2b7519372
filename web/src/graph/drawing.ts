// A network drawn by Cytoscape: dragged nodes stay where they are put, chosen ones stand out.
import cytoscape, { type Core, type ElementDefinition, type LayoutOptions, type NodeSingular } from "cytoscape";
// @ts-expect-error it says nothing of its types, and is only handed on
import fcose from "cytoscape-fcose";
import { type Colours, colours, whenThemeChanges } from "../page/colour";
import { save } from "../page/element";
import { type Shown, gexf, svg } from "./gexf";

export interface Node {
  id: string;
  name: string;
  kind: string;
  weight: number;
  colour: keyof Colours;
  shape: "ellipse" | "round-rectangle" | "diamond";
}
export interface Edge {
  id: string;
  source: string;
  target: string;
  kind: string;
  weight: number;
  label?: string;
  isDirected?: boolean;
}

const STYLE_ELEMENT = "__________cytoscape_stylesheet";
const MANY = 60; // nodes beyond which not all names are shown at once
const NEAREST = 1.6;

const ROUNDS = 2500; // of the layout for a small network; larger ones get fewer, so that it ends within a second or two

cytoscape.use(fcose);

export class Drawing {
  readonly #graph: Core;
  #isShown: (kind: string, isEdge: boolean) => boolean = () => true;
  #colours: Colours = colours();

  constructor(room: HTMLElement, choose: (id: string) => void, moved: () => void = () => undefined) {
    // Cytoscape would add a style element, which the page's policy forbids; our style sheet has its one rule.
    if (!document.getElementById(STYLE_ELEMENT)) {
      const stand = document.createElement("template");
      stand.id = STYLE_ELEMENT;
      document.head.append(stand);
    }
    this.#graph = cytoscape({ container: room, minZoom: 0.05, maxZoom: 6, boxSelectionEnabled: false });
    this.#graph.userZoomingEnabled(false);
    room.addEventListener("wheel", (event) => this.#graph.userZoomingEnabled(event.ctrlKey || room.matches(":focus-within")), { capture: true });
    room.addEventListener("touchstart", () => this.#graph.userZoomingEnabled(true), { capture: true, passive: true });
    this.#graph.on("tap", "node", (event) => choose((event.target as NodeSingular).id()));
    this.#graph.on("dragfree", "node", (event) => {
      (event.target as NodeSingular).data("isPinned", 1);
      moved();
    });
    this.#style();
    whenThemeChanges(() => {
      this.#colours = colours();
      this.#style();
    });
  }

  has = (id: string): boolean => this.#graph.getElementById(id).nonempty();
  isPinned = (id: string): boolean => Boolean(this.#graph.getElementById(id).data("isPinned"));
  pin = (id: string, isPinned: boolean): void => void this.#graph.getElementById(id).data("isPinned", isPinned ? 1 : 0);
  pinned = (): [id: string, x: number, y: number][] =>
    this.#graph.nodes("[?isPinned]").map((node) => [node.id(), Math.round(node.position().x), Math.round(node.position().y)]);
  zoom = (factor: number): void =>
    void this.#graph.zoom({ level: this.#graph.zoom() * factor, renderedPosition: { x: this.#graph.width() / 2, y: this.#graph.height() / 2 } });

  /** Shows all of it, a few nodes no larger than twice their size. */
  fit = (): void => {
    const shown = this.#graph.elements(":visible");
    this.#graph.resize(); // what stands beside it may have come or gone
    this.#graph.fit(shown, 40);
    if (this.#graph.zoom() > NEAREST) this.#graph.zoom(NEAREST).center(shown);
  };

  neighbours(id: string): string[] {
    return this.#graph.getElementById(id).neighborhood("node:visible").map((node) => node.id());
  }

  /** Shows these and no others: what is new beside the node it was found from, pinned nodes where they are said to be. */
  set(nodes: Node[], edges: Edge[], from?: string, pinned: [id: string, x: number, y: number][] = []): void {
    const kept = new Set([...nodes, ...edges].map(({ id }) => id));
    this.#graph.elements().filter((each) => !kept.has(each.id())).remove();
    this.#put(nodes, edges, from);
    for (const [id, x, y] of pinned) this.#graph.getElementById(id).data("isPinned", 1).position({ x, y });
    this.filter(this.#isShown);
    this.arrange(from);
  }

  #put(nodes: Node[], edges: Edge[], from?: string): void {
    const origin = from && this.has(from) ? this.#graph.getElementById(from).position() : undefined;
    const added: ElementDefinition[] = nodes
      .filter(({ id }) => !this.has(id))
      .map(({ id, ...data }, at) => ({
        group: "nodes",
        data: { id, ...data },
        position: { x: (origin?.x ?? 0) + 90 * Math.cos(at * 2.4) * Math.sqrt(at + 1), y: (origin?.y ?? 0) + 90 * Math.sin(at * 2.4) * Math.sqrt(at + 1) },
      }));
    this.#graph.add(added);
    this.#graph.add(
      edges.filter(({ id, source, target }) => !this.has(id) && this.has(source) && this.has(target)).map((data) => ({ group: "edges", data: { ...data } })),
    );
  }

  arrange(from?: string): void {
    this.#style();
    const shown = this.#graph.elements(":visible");
    if (shown.empty()) return;
    const pinned = this.#graph.nodes("[?isPinned]");
    const fixed = pinned.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
    const layout = shown.layout({
      name: "fcose",
      quality: shown.length > 3000 ? "draft" : "default",
      animate: false,
      randomize: !from,
      fit: false,
      nodeRepulsion: () => 14_000,
      idealEdgeLength: () => 110,
      tilingPaddingVertical: 40,
      tilingPaddingHorizontal: 120, // names stand beside their nodes
      numIter: Math.min(ROUNDS, Math.ceil((ROUNDS * 300) / shown.length)),
      fixedNodeConstraint: fixed,
    } as LayoutOptions);
    layout.one("layoutstop", () => {
      for (const { nodeId, position } of fixed) this.#graph.getElementById(nodeId).position(position);
      this.fit();
    });
    layout.run();
  }

  /** Shows only what passes; edges also need both their ends. */
  filter(isShown: (kind: string, isEdge: boolean) => boolean): void {
    this.#isShown = isShown;
    this.#graph.batch(() => {
      for (const each of this.#graph.elements().toArray()) each.style("display", isShown(each.data("kind"), each.isEdge()) ? "element" : "none");
    });
  }

  mark(id: string): void {
    this.#graph.batch(() => {
      this.#graph.elements().removeClass("chosen near");
      const node = this.#graph.getElementById(id);
      node.addClass("chosen");
      node.connectedEdges().addClass("near");
    });
  }

  nodes = (): string[] => this.#graph.nodes(":visible").map((node) => node.id());
  data = (id: string): Record<string, unknown> => this.#graph.getElementById(id).data() ?? {};

  keepPng(name: string): void {
    const picture = this.#graph.png({ output: "blob", full: true, scale: 2, maxWidth: 6000, maxHeight: 6000, bg: this.#colours.paper });
    save(`${name}.png`, picture);
  }

  keepSvg(name: string): void {
    save(`${name}.svg`, new Blob([svg(this.#shown(), this.#colours.paper, this.#colours.ink)], { type: "image/svg+xml" }));
  }

  keepGexf(name: string): void {
    save(`${name}.gexf`, new Blob([gexf(this.#shown())], { type: "application/gexf+xml" }));
  }

  #shown(): Shown {
    const { accent } = this.#colours;
    const nodes = this.#graph.nodes(":visible").map((node) => ({
      id: node.id(),
      name: String(node.data("name")),
      kind: String(node.data("kind")),
      weight: Number(node.data("weight")),
      ...node.position(),
      radius: node.width() / 2,
      colour: this.#colours[node.data("colour") as keyof Colours],
    }));
    const edges = this.#graph.edges(":visible").map((edge) => ({
      source: edge.source().id(),
      target: edge.target().id(),
      kind: String(edge.data("kind")),
      weight: Number(edge.data("weight")),
      width: edge.numericStyle("width"),
      colour: accent,
    }));
    return { nodes, edges };
  }

  #style(): void {
    const colour = this.#colours;
    const nodes = this.#graph.nodes().map((node) => Number(node.data("weight")));
    const edges = this.#graph.edges().map((edge) => Number(edge.data("weight")));
    const [heaviest, strongest] = [Math.sqrt(Math.max(1, ...nodes)), Math.sqrt(Math.max(1, ...edges))];
    const font = getComputedStyle(document.body).fontFamily;
    this.#graph.style([
      {
        selector: "node",
        style: {
          "background-color": (node: NodeSingular) => colour[node.data("colour") as keyof Colours],
          shape: (node: NodeSingular) => node.data("shape"),
          width: (node: NodeSingular) => 12 + (28 * Math.sqrt(Number(node.data("weight")))) / heaviest,
          height: (node: NodeSingular) => 12 + (28 * Math.sqrt(Number(node.data("weight")))) / heaviest,
          label: "data(name)",
          color: colour.ink,
          "font-family": font,
          // Where there are many, those with most events are named from afar, the others from near.
          "font-size": (node: NodeSingular) => 11 + (9 * Math.sqrt(Number(node.data("weight")))) / heaviest,
          "min-zoomed-font-size": nodes.length > MANY ? 8 : 5,
          "text-valign": "center",
          "text-halign": "right",
          "text-margin-x": 4,
          "text-outline-color": colour.raised,
          "text-outline-width": 2,
          "text-wrap": "ellipsis",
          "text-max-width": "200px",
        },
      },
      { selector: "node[?isPinned]", style: { "border-width": 3, "border-color": colour.soft } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": colour.ink, "z-index": 9 } },
      {
        selector: "edge",
        style: {
          width: (edge: cytoscape.EdgeSingular) => 1 + (5 * Math.sqrt(Number(edge.data("weight")))) / strongest,
          "line-color": colour.accent,
          "line-opacity": 0.4,
          "curve-style": "haystack",
        },
      },
      { selector: "edge[?isDirected]", style: { "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": colour.accent } },
      { selector: "edge[label]", style: { label: "data(label)", color: colour.soft, "font-size": 10, "min-zoomed-font-size": 8, "text-rotation": "autorotate", "text-outline-color": colour.raised, "text-outline-width": 2 } },
      { selector: 'edge[kind = "acts"]', style: { "line-style": "dashed" } },
      { selector: "edge.near", style: { "line-opacity": 0.9, "line-color": colour.abroad } },
    ] as cytoscape.StylesheetJson);
  }
}
