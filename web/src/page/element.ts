// Elements in one line each. Attributes that are functions listen, false ones are left out.
type Value = string | number | boolean | null | undefined | ((event: any) => void);
type Attributes = Record<string, Value>;
type Child = Node | string | null | undefined | false;

function dress<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return dress(document.createElement(name), attributes, children);
}

export function drawn<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** A button that does something here. */
export const button = (words: string, click: () => void, attributes: Attributes = {}): HTMLButtonElement =>
  element("button", { type: "button", class: "quiet", click, ...attributes }, words);

/** A list to choose from, with its label. */
export function choice(label: string, options: [value: string, words: string][], chosen: string, choose: (value: string) => void) {
  const select = element(
    "select",
    { change: () => choose(select.value) },
    ...options.map(([value, words]) => element("option", { value, selected: value === chosen }, words)),
  );
  return element("label", { class: "choice" }, label, " ", select);
}

/** Offers text as a file to keep. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
