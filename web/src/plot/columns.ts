// Columns by year or category as SVG, stacked, with a scale; each tells its figure, and may lead somewhere.
import { scaleBand, scaleLinear } from "d3-scale";
import { drawn, element } from "../page/element";
import { number } from "../page/words";

export interface Series {
  name: string;
  /** A class of the style sheet: `home`, `abroad` or `kind-1` to `kind-8`. */
  look: string;
  values: number[];
}
export interface Chart {
  labels: string[];
  series: Series[];
  caption: string;
  /** The address of what a column counts. */
  address?: (at: number) => string;
}

const HEIGHT = 300;
const FOOT = 28;
const LEFT = 48;

export function columns({ labels, series, caption, address }: Chart, room: number): HTMLElement {
  const width = Math.max(room, Math.min(labels.length * 14 + LEFT, 8000), 280);
  const totals = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const across = scaleBand<number>().domain(labels.keys()).range([LEFT, width - 4]).paddingInner(0.2);
  const up = scaleLinear().domain([Math.min(0, ...totals), Math.max(1, ...totals)]).nice(5).range([HEIGHT - FOOT, 8]);
  const picture = drawn("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: address ? "group" : "img", "aria-label": caption, class: "plot" });
  for (const tick of up.ticks(5)) {
    picture.append(
      drawn("line", { class: "grid", x1: LEFT, x2: width, y1: up(tick), y2: up(tick) }),
      drawn("text", { x: LEFT - 6, y: up(tick) + 4, "text-anchor": "end" }, number(tick)),
    );
  }
  const longest = Math.max(...labels.map((label) => label.length));
  const every = Math.max(1, Math.ceil((longest * 8 + 8) / across.step()));
  labels.forEach((label, at) => {
    const x = across(at) ?? 0;
    const words = [label, ...series.flatMap(({ name, values }) => (values[at] ? `${name}: ${number(values[at] ?? 0)}` : []))].join("\n");
    const column = drawn("g", {}, drawn("title", {}, words), drawn("rect", { class: "ground", x, y: 8, width: across.bandwidth(), height: HEIGHT - FOOT - 8 }));
    let height = 0;
    for (const { look, values } of series) {
      const value = values[at] ?? 0;
      if (!value) continue;
      const [from, to] = [up(height), up(height + value)];
      column.append(drawn("rect", { class: `column ${look}`, x, y: Math.min(from, to), width: across.bandwidth(), height: Math.max(Math.abs(from - to), 1) }));
      height += value;
    }
    picture.append(address && totals[at] ? drawn("a", { href: address(at), "aria-label": words.replaceAll("\n", ", ") }, column) : column);
    if (at % every === 0) picture.append(drawn("text", { x: x + across.bandwidth() / 2, y: HEIGHT - 8, "text-anchor": "middle" }, label.length > 24 ? `${label.slice(0, 23)}…` : label));
  });
  const legend = series.length > 1 ? series.map(({ name, look }) => element("span", { class: `key ${look}` }, name)) : [];
  return element("figure", { class: "columns-plot" }, element("figcaption", {}, caption, " ", ...legend), element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, picture));
}
