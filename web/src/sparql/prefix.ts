// Prefixes: those this graph's vocabulary uses are known; a query declares what it uses.
interface Known {
  prefixes: Record<string, string>;
  root: string;
}

export const { prefixes, root }: Known = JSON.parse(document.getElementById("known")?.textContent ?? '{"prefixes":{},"root":""}');

/** The PREFIX lines of the known prefixes among some names that a query has not declared. */
export function missing(query: string, names: Iterable<string>): string {
  const there = new Set([...query.matchAll(/prefix\s+([\w-]*):/gi)].map((found) => found[1]));
  const absent = [...new Set(names)].filter((name) => name in prefixes && !there.has(name));
  return absent.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("");
}

/** An IRI as people read it: a prefixed name, or without the base of this graph's things. */
export function shortened(iri: string): string {
  if (root && iri.startsWith(`${root}id/`)) return decoded(iri.slice(root.length + 3));
  for (const [name, start] of Object.entries(prefixes)) {
    const rest = iri.slice(start.length);
    if (iri.startsWith(start) && rest && !/[/#]/.test(rest)) return `${name}:${rest}`;
  }
  return decoded(iri);
}

/** The address of a thing's page: here for things of this graph, else the IRI itself. */
export function page(iri: string): string {
  const vocabulary = prefixes["exg"];
  if (vocabulary && iri.startsWith(vocabulary)) return `/ns#${iri.slice(vocabulary.length)}`;
  return root && iri.startsWith(root) ? `/${iri.slice(root.length)}` : iri;
}

function decoded(iri: string): string {
  try {
    return decodeURI(iri);
  } catch {
    return iri;
  }
}
