import { expect, it } from "vitest";
import { type Network, drawn, kinds, ties } from "./data";

const node = (id: string, kind: string, events: number, side?: "home" | "abroad") => ({ id, name: id, address: `/id/${id}`, kind, events, neighbours: 9, side });
const network: Network = {
  nodes: [node("place/a", "City", 5, "home"), node("place/b", "Country", 7, "abroad"), node("organisation/c", "School", 2), node("place/d", "City", 1, "abroad")],
  edges: [[0, 3, "exchange", 1, 0, 0, 1999, 1999], [0, 1, "exchange", 4, 10, 0, 1997, 2004], [2, 0, "acts", 2, 0, 0, 2001, 2002]],
  kinds: { City: "city", Country: "country", School: "school" },
  total: { nodes: 4, edges: 3 },
};

it("finds the links of a node whichever end it is, the strongest first", () => {
  expect(ties(network, "place/a").map(({ other }) => other.id)).toEqual(["place/b", "organisation/c", "place/d"]);
  expect(ties(network, "place/nowhere")).toEqual([]);
});

it("tells sides by colour, and areas and organisations by shape", () => {
  const [nodes, edges] = drawn(network);
  expect(nodes.map(({ colour, shape }) => [colour, shape])).toEqual([["home", "ellipse"], ["abroad", "round-rectangle"], ["kind-6", "diamond"], ["abroad", "ellipse"]]);
  expect(new Set(edges.map(({ id }) => id)).size).toBe(3);
  expect(edges[2]).toMatchObject({ source: "organisation/c", target: "place/a", kind: "acts", weight: 2 });
});

it("counts kinds, the most common first", () => {
  expect(kinds(network)[0]).toEqual(["City", 2]);
});
