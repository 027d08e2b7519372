// Queries that a person keeps; they stay in this browser.
export interface Kept {
  name: string;
  query: string;
}

const PLACE = "exgraph-queries";

export function kept(): Kept[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(found) ? found.filter((each): each is Kept => typeof each?.name === "string" && typeof each?.query === "string") : [];
  } catch {
    return []; // the browser keeps nothing, or something else keeps something there
  }
}

/** Keeps a query; one of the same name is replaced. Says whether the browser took it. */
export function keep(one: Kept): boolean {
  return write([one, ...kept().filter(({ name }) => name !== one.name)]);
}

export const drop = (name: string): boolean => write(kept().filter((each) => each.name !== name));

function write(all: Kept[]): boolean {
  try {
    localStorage.setItem(PLACE, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}
