import { expect, it } from "vitest";
import { gexf, svg } from "./gexf";

const shown = {
  nodes: [
    { id: "place/a", name: 'A & "B" <まち>', kind: "City", weight: 3, x: 10, y: 20, radius: 5, colour: "#2c5aa0" },
    { id: "place/b", name: "Невельск\u0001", kind: "Town", weight: 1, x: -30, y: 5, radius: 4, colour: "#a8481f" },
  ],
  edges: [{ source: "place/a", target: "place/b", kind: "exchange", weight: 2, width: 1.5, colour: "#14567a" }],
};

it("writes well-formed GEXF with weights, places and colours", () => {
  const text = gexf(shown);
  expect(text).toContain('label="A &amp; &quot;B&quot; &lt;まち&gt;"');
  expect(text).toContain('label="Невельск"');
  expect(text).toContain('<viz:position x="10.0" y="-20.0"/>');
  expect(text).toContain('<viz:color r="44" g="90" b="160"/>');
  expect(text).toContain('source="place/a" target="place/b" kind="exchange" weight="2"');
});

it("draws all of it as SVG within its box", () => {
  const text = svg(shown, "#fff", "#000");
  expect(text.match(/<circle/g)).toHaveLength(2);
  expect(text.match(/<line/g)).toHaveLength(1);
  expect(text).toContain('viewBox="-90 -55 ');
});
