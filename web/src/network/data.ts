// The network as /network.json tells it, and as it is drawn.
import type { Edge as DrawnEdge, Node as DrawnNode } from "../graph/drawing";

export interface Node {
  id: string;
  name: string;
  address: string;
  kind: string;
  events: number;
  neighbours: number;
  side?: "home" | "abroad";
}
export type Edge = [one: number, other: number, kind: "exchange" | "acts", events: number, sent: number, received: number, first: number, last: number];
export interface Network {
  nodes: Node[];
  edges: Edge[];
  /** What the kinds of nodes are called. */
  kinds: Record<string, string>;
  total: { nodes: number; edges: number };
}

export const EMPTY: Network = { nodes: [], edges: [], kinds: {}, total: { nodes: 0, edges: 0 } };
const AREAS = new Set(["Country", "FederalSubject", "MacroRegion", "Prefecture", "Province", "Subprefecture"]);

export interface Tie {
  other: Node;
  edge: Edge;
}

/** The links of a node that are shown, strongest first. */
export function ties({ nodes, edges }: Network, id: string): Tie[] {
  const at = nodes.findIndex((node) => node.id === id);
  return edges
    .filter((edge) => edge[0] === at || edge[1] === at)
    .map((edge) => ({ other: nodes[edge[0] === at ? edge[1] : edge[0]]!, edge }))
    .sort((one, other) => other.edge[3] - one.edge[3]);
}

export const isArea = (node: Node): boolean => AREAS.has(node.kind);

export function drawn({ nodes, edges }: Network): [DrawnNode[], DrawnEdge[]] {
  const id = (at: number): string => nodes[at]!.id;
  return [
    nodes.map((node) => ({
      id: node.id,
      name: node.name,
      kind: node.kind,
      weight: node.events,
      colour: node.side === "home" ? "home" : node.side === "abroad" ? "abroad" : "kind-6",
      shape: !node.side ? "diamond" : isArea(node) ? "round-rectangle" : "ellipse",
    })),
    edges.map(([one, other, kind, events]) => ({ id: `${id(one)} ${kind} ${id(other)}`, source: id(one), target: id(other), kind, weight: events })),
  ];
}

/** The kinds of the nodes with how many there are of each, the most common first. */
export function kinds({ nodes }: Network): [kind: string, n: number][] {
  const counts = new Map<string, number>();
  for (const { kind } of nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}
