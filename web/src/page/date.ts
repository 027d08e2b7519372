// Dates as the server writes them for each language (exgraph.reading.date): 1997年6月(平成9年), June 1997, июнь 1997 г.
const LOCALES: Record<string, string> = { en: "en-GB", ru: "ru" };

/** The first day of a date told as a day, month or year, in UTC. */
export function earliest(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

/** The day after the last that a date may mean. */
export function after(date: string): Date {
  const [year = 0, month, day] = date.split("-").map(Number);
  if (month === undefined) return new Date(Date.UTC(year + 1, 0, 1));
  return day === undefined ? new Date(Date.UTC(year, month, 1)) : new Date(Date.UTC(year, month - 1, day + 1));
}

export function written(start: string, end: string, language: string): string {
  if (language === "ja") return japanese(start, end);
  const format = new Intl.DateTimeFormat(LOCALES[language], { ...parts(start), timeZone: "UTC" });
  if (start === end) return russianYear(even(format.format(earliest(start))), start, language);
  if (start.length === end.length) {
    const text = even(format.formatRange(earliest(start), earliest(end)));
    const isClose = start.length === 4 || start.slice(0, 7) === end.slice(0, 7);
    return isClose ? text.replace(" – ", "–") : text;
  }
  return `${written(start, start, language)} – ${written(end, end, language)}`;
}

function parts(date: string): Intl.DateTimeFormatOptions {
  return { year: "numeric", ...(date.length > 4 && { month: "long" }), ...(date.length > 7 && { day: "numeric" }) };
}

/** Text with common spaces in the place of the narrow ones that Intl writes. */
const even = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, " ");

const russianYear = (text: string, date: string, language: string): string => (language === "ru" && date.length === 4 ? `${text} г.` : text);

function japanese(start: string, end: string): string {
  const [first, last] = [eras(start), eras(end)];
  if (start === end) return `${japaneseFrom(start)}(${first})`;
  const rest = japaneseFrom(end, start);
  return first === last ? `${japaneseFrom(start)}〜${rest}(${first})` : `${japaneseFrom(start)}(${first})〜${rest}(${last})`;
}

/** Year, month and day, without what the date before has said. */
function japaneseFrom(date: string, before = ""): string {
  const [year, month, day] = date.split("-");
  const isSameYear = before.slice(0, 4) === year;
  const isSameMonth = isSameYear && before.slice(0, 7) === date.slice(0, 7) && before.length > 4;
  const text = (isSameYear ? "" : `${Number(year)}年`) + (month && !isSameMonth ? `${Number(month)}月` : "");
  return day ? `${text}${Number(day)}日` : text;
}

/** The era year, or both where the date may lie in either. */
function eras(date: string): string {
  const format = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric", timeZone: "UTC" });
  const last = new Date(after(date).getTime() - 1);
  return [...new Set([format.format(earliest(date)), format.format(last)])].join("・");
}
