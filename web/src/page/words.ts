// The interface's words, which the page carries as JSON in #words; values stand in braces.
type Words = Record<string, string | string[]>;

export const language = document.documentElement.lang || "en";
const FORMS: Record<string, readonly Intl.LDMLPluralRule[]> = { en: ["one", "other"], ja: ["other"], ru: ["one", "few", "many"] };
const rules = new Intl.PluralRules(language);
const known: Words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

export const number = (value: number): string => value.toLocaleString(language);

const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

export function text(key: string, values: Record<string, string | number> = {}): string {
  const found = known[key];
  if (typeof found !== "string") throw new Error(`there is no word ${key}`);
  return filled(found, values);
}

/** A number with its noun in the right form. */
export function count(key: string, n: number): string {
  const forms = known[key];
  if (!Array.isArray(forms)) throw new Error(`there is no word ${key}`);
  const form = Math.max(0, (FORMS[language] ?? []).indexOf(rules.select(n)));
  return filled(forms[form] ?? forms[0] ?? "", { n: number(n) });
}
