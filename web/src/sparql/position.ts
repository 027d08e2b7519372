// What a query expects where the cursor is: looks at the tokens before it, and knows no more grammar than that takes.
export type Expected = "class" | "property" | "thing" | "prefix" | "variable" | "nothing";

export interface Position {
  expected: Expected;
  /** What has been typed of it. */
  word: string;
  /** Where that begins. */
  from: number;
}

const TOKEN =
  /"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n]*|[?$][\p{L}\p{N}_]+|[\p{L}\p{N}_][\p{L}\p{N}_.\-]*:[\p{L}\p{N}_.\-%:]*|:[\p{L}\p{N}_.\-%]*|@[\w-]+|\^\^|[\p{L}_][\p{L}\p{N}_]*|[0-9.]*[0-9]|[^\s]/gu;
const WORD = /[?$]?[\p{L}\p{N}_\-.:%]*$/u;
const UNFINISHED = /(?:"(?:[^"\\\n]|\\.)*|'(?:[^'\\\n]|\\.)*|<[^<>"{}|^`\\\s]*)$/;
const PATTERN_WORDS = /^(?:optional|union|minus|graph|service|where|exists|not|values|bind|filter|select|distinct|construct|ask|describe)$/i;
const TYPE = /^(?:a|rdf:type|<http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#type>)$/;

const isComment = (token: string): boolean => token.startsWith("#");

/** Says what may stand at the end of `before`, the text of a query up to the cursor. */
export function position(before: string): Position {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const word = WORD.exec(before)?.[0] ?? "";
  const from = before.length - word.length;
  const at = (expected: Expected): Position => ({ expected, word, from });
  if (/^\s*(?:prefix)\s+[\w-]*$/i.test(line)) return at("prefix");
  if (/[?$]/.test(word[0] ?? "")) return at("variable");
  const tokens = before.slice(0, from).match(TOKEN) ?? [];
  const last = tokens.at(-1) ?? "";
  if (isComment(last) && !before.slice(0, from).includes("\n", before.lastIndexOf(last))) return at("nothing");
  const rest = line.slice(0, line.length - word.length).replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>/g, "");
  if (UNFINISHED.test(rest) && !/<\s*$/.test(rest)) return at("nothing");
  return at(inPattern(tokens.filter((token) => !isComment(token))));
}

/** The prefixes of the names in a query, whether declared or not. */
export function prefixesUsed(query: string): string[] {
  const names = (query.match(TOKEN) ?? []).map((token) => /^([\p{L}\p{N}][\p{L}\p{N}_.-]*):/u.exec(token)?.[1]);
  return names.filter((name) => name !== undefined);
}

function inPattern(tokens: string[]): Expected {
  const outer: { bracket: string; terms: string[] }[] = [];
  let terms: string[] = [];
  for (const token of tokens) {
    if (token === "{" || token === "(" || token === "[") {
      outer.push({ bracket: token, terms });
      terms = token === "[" ? [token] : [];
    } else if (token === "}" || token === ")" || token === "]") {
      const before = outer.pop()?.terms ?? [];
      terms = token === "}" ? [] : token === "]" ? [...before, token] : before;
    } else if (token === "." || PATTERN_WORDS.test(token)) terms = [];
    else if (token === ";") terms = terms.slice(0, 1);
    else if (token === ",") terms = terms.slice(0, 2);
    else if (token === "/" || token === "|" || token === "^") terms = terms.slice(0, 1);
    else if (!["*", "+", "?", "!"].includes(token)) terms.push(token);
  }
  if (!outer.some(({ bracket }) => bracket === "{")) return "nothing";
  if (terms.length === 1 && outer.at(-1)?.bracket !== "(") return "property";
  return terms.length === 2 && TYPE.test(terms[1] ?? "") ? "class" : "thing";
}
