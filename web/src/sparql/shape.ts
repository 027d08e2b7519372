// What the columns of a result are good for: points on a map, bars of a chart, edges of a graph.
import type { Cell, Row } from "./answer";

export interface Spot {
  at: [longitude: number, latitude: number];
  name: string;
  iri?: string;
}

const LATITUDE = /^(.*?)_?lat(?:itude)?$/i;
const LONGITUDES = ["long", "longitude", "lon", "lng"];
const WKT = /^(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/i;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const YEAR = /^\d{4}$/;

export const isNumber = (cell: Cell | undefined): boolean => cell?.type === "literal" && NUMBER.test(cell.value);

/** Places by two columns of degrees, or by one with points in WKT; of these, with a name of the same row. */
export function spots(columns: string[], rows: Row[]): Spot[] {
  const pair = degrees(columns);
  const point = columns.find((column) => rows.some((row) => WKT.test(row[column]?.value ?? "")));
  const found: Spot[] = [];
  for (const row of rows) {
    const parts = point ? WKT.exec(row[point]?.value ?? "")?.slice(1) : pair?.map((column) => row[column]?.value);
    const [longitude, latitude] = (parts ?? []).map(Number);
    if (longitude === undefined || latitude === undefined || !Number.isFinite(longitude) || !Number.isFinite(latitude)) continue;
    found.push({ at: [longitude, latitude], ...called(columns, row) });
  }
  return found;
}

/** The columns of longitude and latitude that belong together. */
function degrees(columns: string[]): [string, string] | undefined {
  for (const latitude of columns) {
    const start = LATITUDE.exec(latitude)?.[1];
    const longitude = columns.find((each) => LONGITUDES.some((name) => each.toLowerCase().replace("_", "") === `${start}${name}`.toLowerCase()));
    if (start !== undefined && longitude) return [longitude, latitude];
  }
  return undefined;
}

/** The IRIs in the first column that holds any that are places of this graph. */
export function places(columns: string[], rows: Row[], root: string): string[] {
  for (const column of columns) {
    const found = rows.map((row) => row[column]).filter((cell): cell is Cell => cell?.type === "uri" && cell.value.startsWith(`${root}id/place/`));
    if (found.length) return [...new Set(found.map(({ value }) => value))];
  }
  return [];
}

function called(columns: string[], row: Row): { name: string; iri?: string } {
  const iri = columns.map((column) => row[column]).find((cell) => cell?.type === "uri")?.value;
  const named = columns.find((column) => /label|name/i.test(column) && row[column]?.type === "literal");
  const any = columns.find((column) => row[column]?.type === "literal" && !NUMBER.test(row[column]?.value ?? "") && !WKT.test(row[column]?.value ?? ""));
  return { name: row[named ?? any ?? ""]?.value ?? iri?.split("/").at(-1) ?? "", iri };
}

/** Which column names the bars, and which measure them; none where nothing can be measured. */
export function measures(columns: string[], rows: Row[]): { label: string; values: string[] } | undefined {
  const shown = rows.slice(0, 200);
  const numbers = columns.filter((column) => shown.some((row) => row[column]) && shown.every((row) => !row[column] || isNumber(row[column])));
  const years = numbers.find((column) => shown.every((row) => YEAR.test(row[column]?.value ?? "")));
  const values = numbers.filter((column) => column !== years);
  const literal = columns.find((column) => !numbers.includes(column) && shown.some((row) => row[column]?.type === "literal"));
  const label = years ?? literal ?? columns.find((column) => !numbers.includes(column)) ?? numbers[0];
  const measured = values.filter((column) => column !== label);
  return label !== undefined && measured.length ? { label, values: measured } : undefined;
}
