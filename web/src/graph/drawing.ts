// A network drawn by Cytoscape: dragged nodes stay where they are put, chosen ones stand out.
import cytoscape, { type Core, type ElementDefinition, type NodeSingular } from "cytoscape";
import { type Colours, colours, isStill, whenThemeChanges } from "../page/colour";
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
const MANY = 400; // nodes beyond which names are shown only when near

export class Drawing {
  readonly #graph: Core;
  #colours: Colours = colours();

  constructor(room: HTMLElement, choose: (id: string) => void) {
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
    this.#graph.on("dragfree", "node", (event) => void (event.target as NodeSingular).data("isPinned", 1));
    this.#style();
    whenThemeChanges(() => {
      this.#colours = colours();
      this.#style();
    });
  }

  has = (id: string): boolean => this.#graph.getElementById(id).nonempty();
  isPinned = (id: string): boolean => Boolean(this.#graph.getElementById(id).data("isPinned"));
  pin = (id: string, isPinned: boolean): void => void this.#graph.getElementById(id).data("isPinned", isPinned ? 1 : 0);
  degree = (id: string): number => this.#graph.getElementById(id).neighborhood("node").length;
  zoom = (factor: number): void =>
    void this.#graph.zoom({ level: this.#graph.zoom() * factor, renderedPosition: { x: this.#graph.width() / 2, y: this.#graph.height() / 2 } });
  fit = (): void => void this.#graph.fit(this.#graph.elements(":visible"), 40);

  neighbours(id: string): string[] {
    return this.#graph.getElementById(id).neighborhood("node:visible").map((node) => node.id());
  }

  /** Adds what is new beside the node it was found from, and lays out anew; pinned nodes stay. */
  add(nodes: Node[], edges: Edge[], from?: string): void {
    const origin = from ? this.#graph.getElementById(from).position() : undefined;
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
    this.arrange(from);
  }

  remove(id: string): void {
    const node = this.#graph.getElementById(id);
    const alone = node.neighborhood("node").filter((each) => each.neighborhood("node").length <= 1 && !each.data("isPinned"));
    this.#graph.remove(node.union(alone));
  }

  arrange(from?: string): void {
    this.#style();
    const shown = this.#graph.elements(":visible");
    if (shown.empty()) return;
    const pinned = this.#graph.nodes("[?isPinned]");
    const fixed = pinned.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
    const isSmall = shown.length < 600 && !isStill();
    const layout = shown.layout({
      name: "cose",
      animate: false,
      randomize: !from && fixed.length === 0,
      fit: false,
      nodeRepulsion: () => 14_000,
      idealEdgeLength: () => 90,
      numIter: shown.length > 1500 ? 120 : shown.length > 400 ? 300 : 800,
      nodeOverlap: 12,
      gravity: 0.4,
    });
    layout.one("layoutstop", () => {
      for (const { nodeId, position } of fixed) this.#graph.getElementById(nodeId).position(position);
      if (isSmall) this.#graph.animate({ fit: { eles: shown, padding: 40 } }, { duration: 250 });
      else this.fit();
    });
    layout.run();
  }

  /** Shows only what passes; edges also need both their ends. */
  filter(isShown: (kind: string, isEdge: boolean) => boolean): void {
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
          "font-size": 12,
          "min-zoomed-font-size": nodes.length > MANY ? 9 : 6,
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
      { selector: "edge.near", style: { "line-opacity": 0.9, "line-color": colour.theirs } },
    ] as cytoscape.StylesheetJson);
  }
}
