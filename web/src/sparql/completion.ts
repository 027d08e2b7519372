// Completion in the editor: classes, properties and things of this graph, found in Japanese, English and Russian.
// Nothing is offered while text is being composed (Japanese input); CodeMirror asks again when that has ended.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { count, text } from "../page/words";
import { position } from "./position";
import { missing, prefixes } from "./prefix";

type Term = [name: string, kind: "class" | "property", label: string, others: string, uses: number];
type Thing = [iri: string, name: string, kind: string, other: string];

const KEYWORDS = ["FILTER", "OPTIONAL", "UNION", "MINUS", "VALUES", "BIND", "GRAPH", "FILTER NOT EXISTS"];
const MOST = 60;
let terms: Promise<Term[]> | undefined;

const folded = (words: string): string => words.normalize("NFKC").toLowerCase();

async function loaded<T>(address: string): Promise<T[]> {
  const answer = await fetch(address);
  return answer.ok ? ((await answer.json()) as T[]) : [];
}

export async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  if (context.view?.composing) return null;
  const before = context.state.sliceDoc(0, context.pos);
  const { expected, word, from } = position(before);
  if (expected === "nothing" || (!word && !context.explicit && expected !== "class" && expected !== "property")) return null;
  if (!word && !context.explicit && !/\s$/.test(before)) return null;
  const options = await offers(expected, word, context.state.doc.toString());
  return options.length && !context.aborted ? { from, options, filter: false } : null;
}

async function offers(expected: string, word: string, query: string): Promise<Completion[]> {
  if (expected === "prefix") {
    const names = Object.entries(prefixes).filter(([name]) => name.startsWith(word));
    return names.map(([name, iri]) => ({ label: `${name}: <${iri}>`, type: "namespace" }));
  }
  if (expected === "variable") {
    const names = [...new Set(query.match(/[?$][\p{L}\p{N}_]+/gu) ?? [])].filter((name) => name !== word);
    return names.filter((name) => name.startsWith(word)).map((label) => ({ label, type: "variable" }));
  }
  if (expected !== "thing") return named(expected, word);
  const keywords = word ? KEYWORDS.filter((each) => each.startsWith(word.toUpperCase())) : [];
  const [things, classes] = await Promise.all([found(word), word.includes(":") ? named("", word) : []]);
  return [...keywords.map((label): Completion => ({ label, type: "keyword" })), ...things, ...classes];
}

async function named(kind: string, word: string): Promise<Completion[]> {
  terms ??= loaded<Term>("/sparql/terms.json");
  const typed = folded(word);
  const fits = ([name, each, label, others]: Term): boolean =>
    (!kind || each === kind) && folded(`${name} ${label} ${others}`).includes(typed);
  const first = ([name, , label]: Term): number =>
    Number(!folded(name.replace(/^\w*:/, "")).startsWith(typed) && !folded(name).startsWith(typed) && !folded(label).startsWith(typed));
  const all = (await terms).filter(fits).sort((one, other) => first(one) - first(other) || other[4] - one[4]);
  return all.slice(0, MOST).map(([name, each, label, others, uses]) => ({
    label: name.includes("/") ? `<${name}>` : name,
    detail: label,
    type: each,
    info: [others.trim(), count("editor.uses", uses)].filter(Boolean).join(" · "),
    apply: declaring,
  }));
}

async function found(word: string): Promise<Completion[]> {
  // One Latin letter says too little, one kanji may be a name.
  if ([...word].length < (/^[\p{sc=Latin}\p{sc=Cyrillic}]/u.test(word) ? 2 : 1) || word.includes(":")) return [];
  const things = await loaded<Thing>(`/sparql/things.json?q=${encodeURIComponent(word)}`);
  return things.map(([iri, name, kind, other]) => ({
    label: `<${iri}>`,
    displayLabel: name,
    detail: kind,
    type: "constant",
    info: other ? `${other} · ${iri}` : iri,
  }));
}

/** Writes a term, and the PREFIX line that it needs. */
function declaring(view: EditorView, completion: Completion, from: number, to: number): void {
  const prefix = /^([\w-]*):/.exec(completion.label)?.[1];
  const lines = missing(view.state.doc.toString(), prefix ? [prefix] : []);
  const changes = [...(lines ? [{ from: 0, insert: lines }] : []), { from, to, insert: completion.label }];
  view.dispatch({ changes, selection: { anchor: from + lines.length + completion.label.length }, userEvent: "input.complete" });
}

/** Words of the menu for who cannot see it. */
export const phrases = (): Record<string, string> => ({ Completions: text("editor.completions") });
