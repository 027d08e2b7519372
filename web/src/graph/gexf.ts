// A network as it is shown, as a file: GEXF 1.3 for Gephi, with places on the page, and SVG.
export interface ShownNode {
  id: string;
  name: string;
  kind: string;
  weight: number;
  x: number;
  y: number;
  radius: number;
  colour: string;
}
export interface ShownEdge {
  source: string;
  target: string;
  kind: string;
  weight: number;
  width: number;
  colour: string;
}
export interface Shown {
  nodes: ShownNode[];
  edges: ShownEdge[];
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// Signs that XML 1.0 forbids are left out.
const escaped = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

export function gexf({ nodes, edges }: Shown): string {
  const node = ({ id, name, kind, weight, x, y, radius, colour }: ShownNode): string =>
    `<node id="${escaped(id)}" label="${escaped(name)}"><attvalues><attvalue for="kind" value="${escaped(kind)}"/><attvalue for="events" value="${weight}"/></attvalues>` +
    `<viz:position x="${x.toFixed(1)}" y="${(-y).toFixed(1)}"/><viz:size value="${radius.toFixed(1)}"/>${viz(colour)}</node>`;
  const edge = ({ source, target, kind, weight }: ShownEdge, at: number): string =>
    `<edge id="${at}" source="${escaped(source)}" target="${escaped(target)}" kind="${escaped(kind)}" weight="${weight}"/>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph defaultedgetype="undirected">\n' +
    '<attributes class="node"><attribute id="kind" title="kind" type="string"/><attribute id="events" title="events" type="integer"/></attributes>\n' +
    `<nodes>\n${nodes.map(node).join("\n")}\n</nodes>\n<edges>\n${edges.map(edge).join("\n")}\n</edges>\n</graph></gexf>\n`
  );
}

function viz(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return [r, g, b].every((part) => Number.isInteger(part)) ? `<viz:color r="${r}" g="${g}" b="${b}"/>` : "";
}

export function svg({ nodes, edges }: Shown, ground: string, ink: string): string {
  const room = 60;
  const [left, top] = [Math.min(...nodes.map(({ x }) => x)) - room, Math.min(...nodes.map(({ y }) => y)) - room];
  const width = Math.max(...nodes.map(({ x, name }) => x + name.length * 10)) + room - left;
  const height = Math.max(...nodes.map(({ y }) => y)) + room - top;
  const places = new Map(nodes.map((node) => [node.id, node]));
  const lines = edges.flatMap(({ source, target, width: thick, colour }) => {
    const [one, other] = [places.get(source), places.get(target)];
    if (!one || !other) return [];
    return `<line x1="${one.x.toFixed(1)}" y1="${one.y.toFixed(1)}" x2="${other.x.toFixed(1)}" y2="${other.y.toFixed(1)}" stroke="${colour}" stroke-width="${thick.toFixed(1)}" stroke-opacity="0.6"/>`;
  });
  const dots = nodes.map(
    ({ x, y, radius, colour, name }) =>
      `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${colour}"/>` +
      `<text x="${(x + radius + 3).toFixed(1)}" y="${(y + 4).toFixed(1)}" fill="${ink}">${escaped(name)}</text>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[left, top, width, height].map((each) => each.toFixed(0)).join(" ")}" font-family="sans-serif" font-size="12">\n` +
    `<rect x="${left.toFixed(0)}" y="${top.toFixed(0)}" width="${width.toFixed(0)}" height="${height.toFixed(0)}" fill="${ground}"/>\n${[...lines, ...dots].join("\n")}\n</svg>\n`
  );
}
