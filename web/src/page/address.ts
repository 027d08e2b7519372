// What is shown stands in the address, so that it can be shared and is there again after going back.
export const parameters = (): URLSearchParams => new URLSearchParams(location.search);

/** Changes parameters of the address without leaving the page; null takes one out. */
export function change(values: Record<string, string | null>): void {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  // Slashes and commas need no escape, and names of places and views of the map have them.
  address.search = address.searchParams.toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
  if (address.href !== location.href) replace(address);
}

/** Puts an address in the place of this one; the links that change language or theme keep to it. */
export function replace(address: URL): void {
  history.replaceState(history.state, "", address);
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".switch a, .settings .menu a, .lanes-by a")) {
    const own = new URL(link.href).searchParams;
    const target = new URL(address);
    for (const name of ["lang", "theme", "by"]) if (own.has(name)) target.searchParams.set(name, own.get(name) ?? "");
    link.href = target.search.replaceAll("%2F", "/") + target.hash;
  }
}

/** The part of this page's address that selects events, with some parameters changed; null takes one out. */
export function selected(values: Record<string, string | null> = {}): string {
  const chosen = parameters();
  for (const name of OWN) chosen.delete(name);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) chosen.delete(name);
    else chosen.set(name, value);
  }
  return chosen.toString().replaceAll("%2F", "/");
}

const OWN = [
  ...["view", "page", "extent", "eye", "shown", "mark", "rows", "theme", "focus", "by", "lines", "nodes", "window", "split", "measure", "sort"],
  ...["start", "with_organisations", "unfold", "hide", "pin"],
];
