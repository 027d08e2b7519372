// Answers of the endpoint as they come over HTTP: rows, yes or no, or statements.
export interface Cell {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}
export type Row = Record<string, Cell | undefined>;
export interface Statement {
  subject: Cell;
  property: string;
  object: Cell;
}
export type Answer = { text: string; seconds: number } & (
  | { form: "rows"; columns: string[]; rows: Row[] }
  | { form: "ask"; value: boolean }
  | { form: "graph"; statements: Statement[] }
);

/** Why a query was refused; where, if that is known. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly remedy: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(message);
  }
}

export const LONGEST = 6000; // an address with a query longer than this may be refused on its way
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, application/problem+json;q=0.5";
const ROWS = "application/sparql-results+json";

export const isLong = (query: string): boolean => encodeURIComponent(query).length > LONGEST;

/** The parameter that names the release which this page asks; none where it asks what is published now. */
export function release(): Record<string, string> {
  const id = new URLSearchParams(globalThis.location?.search ?? "").get("release");
  return id ? { release: id } : {};
}

/** The address of the endpoint, or of a query there, for the release that this page asks. */
export function endpoint(parameters: Record<string, string> = {}): string {
  const search = new URLSearchParams({ ...parameters, ...release() });
  return search.size ? `/sparql?${search}` : "/sparql";
}

export async function ask(query: string, signal: AbortSignal): Promise<Answer> {
  const begun = performance.now();
  const body = new URLSearchParams({ query });
  const answer = isLong(query)
    ? await fetch(endpoint(), { method: "POST", body, headers: { Accept: ACCEPT }, signal })
    : await fetch(endpoint({ query }), { headers: { Accept: ACCEPT }, signal });
  const text = await answer.text();
  if (!answer.ok) throw refusal(answer.status, text);
  const seconds = (performance.now() - begun) / 1000;
  if (!answer.headers.get("content-type")?.startsWith(ROWS)) return { form: "graph", statements: statements(text), text, seconds };
  const found = JSON.parse(text);
  if (typeof found.boolean === "boolean") return { form: "ask", value: found.boolean, text, seconds };
  return { form: "rows", columns: found.head.vars, rows: found.results.bindings, text, seconds };
}

function refusal(status: number, text: string): Refusal {
  try {
    const { detail, title, remedy, line, column } = JSON.parse(text);
    return new Refusal(String(detail ?? title ?? status).replace(/^line \d+, column \d+: /, ""), remedy ?? "", line, column);
  } catch {
    return new Refusal(`${status} ${text.slice(0, 500)}`, "");
  }
}

const IRI = "<([^>]*)>";
const BLANK = "(_:[^\\s]+)";
const LITERAL = '"((?:[^"\\\\]|\\\\.)*)"(?:\\^\\^<([^>]*)>|@([\\w-]+))?';
const LINE = new RegExp(`^(?:${IRI}|${BLANK}) ${IRI} (?:${IRI}|${BLANK}|${LITERAL}) ?\\.$`, "u");

/** Reads N-Triples as the endpoint writes them, a statement a line; other lines, as with quoted triples, are left out. */
export function statements(text: string): Statement[] {
  const found: Statement[] = [];
  for (const line of text.split("\n")) {
    const parts = LINE.exec(line.trim());
    if (!parts) continue;
    const [, subject, blank, property, iri, node, literal, datatype, language] = parts;
    found.push({
      subject: subject !== undefined ? { type: "uri", value: unescaped(subject) } : { type: "bnode", value: blank ?? "" },
      property: unescaped(property ?? ""),
      object:
        iri !== undefined
          ? { type: "uri", value: unescaped(iri) }
          : node !== undefined
            ? { type: "bnode", value: node }
            : { type: "literal", value: unescaped(literal ?? ""), datatype, "xml:lang": language },
    });
  }
  return found;
}

const SIGNS: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
const unescaped = (text: string): string =>
  text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short?: string, long?: string, sign?: string) =>
    sign !== undefined ? (SIGNS[sign] ?? sign) : String.fromCodePoint(parseInt(short ?? long ?? "0", 16)),
  );
