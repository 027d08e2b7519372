// The views of an answer: table, chart, map, graph, and the text as it came.
import type { Answer, Cell, Row, Statement } from "./answer";
import { ask } from "./answer";
import { measures, places, spots, type Spot } from "./shape";
import { page, root, shortened } from "./prefix";
import { button, choice, element } from "../page/element";
import { count, language, number, text } from "../page/words";
import { columns as columnChart } from "../plot/columns";

export const VIEWS = ["table", "chart", "map", "graph", "raw"] as const;
export type View = (typeof VIEWS)[number];

const AT_ONCE = 500;
const BARS = 200;
const SPOTS = 3000;
const LINES = 400_000;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

/** Whether a view has anything to show of an answer. */
export function fits(view: View, answer: Answer): boolean {
  if (view === "table") return answer.form !== "graph" || answer.statements.length > 0;
  if (view === "raw") return true;
  if (answer.form === "ask") return false;
  if (answer.form === "graph") return view === "graph" && answer.statements.length > 0;
  const { columns, rows } = answer;
  if (view === "chart") return measures(columns, rows) !== undefined;
  if (view === "map") return spots(columns, rows).length > 0 || places(columns, rows, root).length > 0;
  return ends(columns, rows) !== undefined;
}

export async function show(view: View, answer: Answer, room: HTMLElement, signal: AbortSignal): Promise<void> {
  if (view === "raw") room.append(element("pre", { class: "scroll", tabindex: "0", role: "region", "aria-label": text("editor.raw") }, answer.text.slice(0, LINES)));
  else if (answer.form === "ask") room.append(element("p", { class: "answer" }, text(answer.value ? "editor.yes" : "editor.no")));
  else if (view === "graph") await graph(answer.form === "graph" ? answer.statements : edges(answer.columns, answer.rows), room, signal);
  else if (answer.form === "graph") room.append(statementTable(answer.statements));
  else if (view === "chart") chart(answer.columns, answer.rows, room);
  else if (view === "map") await map(answer.columns, answer.rows, room, signal);
  else room.append(table(answer.columns, answer.rows));
}

function cell(it: Cell | undefined): Node {
  if (!it) return document.createTextNode("");
  if (it.type === "uri") return link(it.value);
  if (it.type === "literal") {
    const tag = it["xml:lang"];
    return tag && tag !== language ? element("span", { lang: tag }, it.value, " ", element("small", { class: "soft" }, tag)) : document.createTextNode(it.value);
  }
  return document.createTextNode(it.type === "triple" ? JSON.stringify(it.value) : it.value);
}

// An IRI of another scheme than the web's, such as javascript:, is no link.
const link = (iri: string): Node =>
  /^https?:/.test(iri) ? element("a", { href: page(iri), ...(page(iri).startsWith("/") ? {} : { rel: "external noreferrer" }) }, shortened(iri)) : document.createTextNode(iri);

function table(columns: string[], rows: Row[]): HTMLElement {
  let order = rows;
  let sorted = { column: "", isDown: false };
  let shown = AT_ONCE;
  const body = element("tbody");
  const head = element("tr");
  const more = button("", () => {
    shown += AT_ONCE;
    fill();
  });
  const sort = (column: string): void => {
    sorted = { column, isDown: sorted.column === column && !sorted.isDown };
    const key = (row: Row): string => row[column]?.value ?? "";
    order = [...rows].sort((one, other) => key(one).localeCompare(key(other), language, { numeric: true }) * (sorted.isDown ? -1 : 1));
    fill();
  };
  const fill = (): void => {
    head.replaceChildren(
      ...columns.map((column) =>
        element(
          "th",
          { scope: "col", "aria-sort": sorted.column === column ? (sorted.isDown ? "descending" : "ascending") : false },
          element("button", { type: "button", class: "sort", click: () => sort(column) }, column),
        ),
      ),
    );
    body.replaceChildren(...order.slice(0, shown).map((row) => element("tr", {}, ...columns.map((column) => element("td", {}, cell(row[column]))))));
    more.textContent = text("editor.more", { n: number(Math.min(AT_ONCE, order.length - shown)) });
    more.hidden = order.length <= shown;
  };
  fill();
  return element("div", {}, scroll(element("table", { class: "wide" }, element("thead", {}, head), body)), more);
}

function statementTable(statements: Statement[]): HTMLElement {
  const rows = statements.map(({ subject, property, object }): Row => ({ subject, property: { type: "uri", value: property }, object }));
  return table(["subject", "property", "object"], rows);
}

const scroll = (content: HTMLElement): HTMLElement =>
  element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": text("editor.result") }, content);

function chart(columns: string[], rows: Row[], room: HTMLElement): void {
  const guess = measures(columns, rows);
  if (!guess) return;
  let label = guess.label;
  let values = guess.values.slice(0, 1); // several may have nothing to do with each other
  const place = element("div");
  const draw = (): void => {
    const shown = rows.slice(0, BARS);
    const series = values.map((column, at) => ({ name: column, look: `kind-${(at % 8) + 1}`, values: shown.map((row) => Number(row[column]?.value ?? 0)) }));
    const labels = shown.map((row) => (row[label]?.type === "uri" ? shortened(row[label]?.value ?? "") : (row[label]?.value ?? "")));
    const caption = text("editor.bars", { values: values.join(", "), label });
    place.replaceChildren(columnChart({ labels, series, caption }, room.clientWidth));
    if (rows.length > BARS) place.append(element("p", { class: "soft" }, text("editor.first", { n: number(BARS) })));
  };
  const options = columns.map((column): [string, string] => [column, column]);
  const numeric = guess.values.map((column): [string, string] => [column, column]);
  const every: [string, string][] = numeric.length > 1 ? [["", text("editor.all")]] : [];
  room.append(
    element(
      "div",
      { class: "controls" },
      choice(text("editor.along"), options, label, (value) => ((label = value), draw())),
      choice(text("editor.measure"), [...every, ...numeric], values.length > 1 ? "" : (values[0] ?? ""), (value) => ((values = value ? [value] : guess.values), draw())),
    ),
    place,
  );
  draw();
}

async function map(columns: string[], rows: Row[], room: HTMLElement, signal: AbortSignal): Promise<void> {
  const { MapCanvas } = await import("../basemap/canvas");
  const found = spots(columns, rows);
  const all = found.length ? found : await located(places(columns, rows, root), signal);
  const shown = all.slice(0, SPOTS);
  const called = new Map(await namesOf(shown.filter(isUnnamed).map(({ iri }) => iri ?? ""), signal));
  for (const spot of shown) spot.name = called.get(spot.iri ?? "") ?? spot.name;
  if (signal.aborted) return;
  const names = new Map<string, Spot>(shown.map((spot, at) => [String(at), spot]));
  const status = element("p", { role: "status", class: "soft" }, count("editor.spots", shown.length));
  const stage = element("div", { class: "stage" });
  room.append(stage, status);
  const canvas = new MapCanvas(stage, text("view.map"), (id) => {
    const spot = names.get(id);
    canvas.mark(id);
    if (spot) status.replaceChildren(spot.name, " ", spot.iri ? link(spot.iri) : "");
  });
  canvas.show([...names].map(([id, { at, name }]) => ({ id, name, at, size: 1, side: "home" })), [], 9);
}

/** Whether an answer names a place by no more than its IRI. */
const isUnnamed = ({ iri, name }: Spot): boolean => Boolean(root && iri?.startsWith(root) && iri.endsWith(`/${name}`));

/** Where places lie, asked of the endpoint. */
async function located(iris: string[], signal: AbortSignal): Promise<Spot[]> {
  const values = iris.slice(0, SPOTS).map((iri) => `<${iri}>`).join(" ");
  const query = `PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX rdfs: <${LABEL.slice(0, -5)}>
SELECT ?place ?label ?lat ?long { VALUES ?place { ${values} } ?place geo:lat ?lat ; geo:long ?long . OPTIONAL { ?place rdfs:label ?label FILTER(LANG(?label) = "${language}") } }`;
  const answer = await ask(query, signal);
  return answer.form === "rows" ? spots(answer.columns, answer.rows) : [];
}

/** The names of things of this graph in the reader's language, asked of the endpoint where an answer has none. */
async function namesOf(iris: string[], signal: AbortSignal): Promise<[string, string][]> {
  if (!iris.length) return [];
  const values = iris.slice(0, NAMED).map((iri) => `<${iri}>`).join(" ");
  const answer = await ask(`SELECT ?it ?name { VALUES ?it { ${values} } ?it <${LABEL}> ?name FILTER(LANG(?name) = "${language}") }`, signal);
  return answer.form === "rows" ? answer.rows.map(({ it, name }) => [it?.value ?? "", name?.value ?? ""]) : [];
}

/** The first two columns of things, as statements to draw. */
function ends(columns: string[], rows: Row[]): [string, string] | undefined {
  const things = columns.filter((column) => rows.some((row) => row[column]?.type === "uri"));
  return things[0] !== undefined && things[1] !== undefined ? [things[0], things[1]] : undefined;
}

function edges(columns: string[], rows: Row[]): Statement[] {
  const pair = ends(columns, rows);
  if (!pair) return [];
  const found: Statement[] = [];
  for (const row of rows) {
    const [subject, object] = [row[pair[0]], row[pair[1]]];
    if (!subject || !object) continue;
    found.push({ subject, property: "", object });
    for (const [end, column] of [[subject, pair[0]], [object, pair[1]]] as const) {
      const label = row[`${column}Label`];
      if (label) found.push({ subject: end, property: LABEL, object: label });
    }
  }
  return found;
}

const MOST = 1500;
const NAMED = 500;

async function graph(statements: Statement[], room: HTMLElement, signal: AbortSignal): Promise<void> {
  const { Drawing } = await import("../graph/drawing");
  const labels = new Map<string, string>();
  for (const { subject, property, object } of statements)
    if (property === LABEL && (!labels.has(subject.value) || object["xml:lang"] === language)) labels.set(subject.value, object.value);
  const shown = statements.filter(({ object }) => object.type !== "literal");
  const links = shown.slice(0, MOST);
  const ids = new Map<string, number>();
  for (const { subject, object } of links) for (const { value } of [subject, object]) ids.set(value, (ids.get(value) ?? 0) + 1);
  for (const [iri, name] of await namesOf([...ids.keys()].filter((id) => root && id.startsWith(root) && !labels.has(id)), signal)) labels.set(iri, name);
  if (signal.aborted) return;
  const status = element("p", { role: "status", class: "soft" }, text("editor.drawn", { nodes: number(ids.size), edges: number(links.length) }));
  const stage = element("div", { class: "stage graph" });
  room.append(stage, status);
  if (shown.length > MOST) room.append(element("p", { class: "soft" }, text("editor.first", { n: number(MOST) })));
  const drawing = new Drawing(stage, (id) => {
    drawing.mark(id);
    status.replaceChildren(labels.get(id) ?? "", " ", link(id));
  });
  const shapes = { colour: "home", shape: "ellipse" } as const;
  drawing.set(
    [...ids].map(([id, weight]) => ({ id, name: labels.get(id) ?? shortened(id), kind: "thing", weight, ...shapes })),
    links.map(({ subject, property, object }, at) => ({ id: `e${at}`, source: subject.value, target: object.value, kind: property, weight: 1, label: property ? shortened(property) : undefined, isDirected: Boolean(property) })),
  );
  room.append(
    element(
      "div",
      { class: "controls" },
      ...(["+", "−"] as const).map((sign) => button(sign, () => drawing.zoom(sign === "+" ? 1.4 : 1 / 1.4), { "aria-label": text(sign === "+" ? "view.nearer" : "view.farther") })),
      button(text("view.whole"), drawing.fit),
      ...(["Png", "Svg", "Gexf"] as const).map((format) => button(format.toUpperCase(), () => drawing[`keep${format}`]("exgraph-graph"))),
    ),
  );
}
