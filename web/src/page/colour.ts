// The colours of the design, for what is drawn by script. They change with the theme.
const NAMES = [
  ...["paper", "raised", "ink", "soft", "line", "accent", "mark", "home", "abroad", "sea", "land", "coast"],
  ...["kind-1", "kind-2", "kind-3", "kind-4", "kind-5", "kind-6", "kind-7", "kind-8"],
] as const;
export type Colours = Record<(typeof NAMES)[number], string>;

export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
}

/** The colour of the kind at this place of a list; the eighth is that of all others. */
export const kindColour = (colour: Colours, at: number): string => colour[`kind-${Math.min(at + 1, 8)}` as keyof Colours];

export function whenThemeChanges(redraw: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

export const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
