// What /timeline.json tells (docs/portal-data.md), and its events gathered in decades, years, months or days.
import { after, earliest } from "../page/date";

export type Event = [
  id: string,
  start: string,
  end: string | 0,
  title: string | 0,
  kinds: number[],
  homes: number[],
  partners: number[],
  people: number,
  lanes: number[],
];
export interface TimelineData {
  path: string;
  titled: boolean;
  kinds: [id: string, name: string][];
  places: [id: string, name: string][];
  lanes: [facet: string, id: string, name: string][];
  events: Event[];
}

/** How much of a date names a bin: `199`, `1997`, `1997-06`, `1997-06-03`. */
export const UNITS = [3, 4, 7, 10] as const;
export type Unit = (typeof UNITS)[number];
export interface Bin {
  /** The beginning of the dates in it. */
  name: string;
  from: Date;
  to: Date;
  /** The first unit is told less exactly than the bins drawn: the event lies somewhere in it. */
  isVague: boolean;
  events: number[];
}

const DAY = 86_400_000;
const DAYS: Record<Unit, number> = { 3: 3652, 4: 365, 7: 30, 10: 1 };
const LEAST = 9; // pixels of a bin

/** The smallest unit whose bins are wide enough to be seen and pressed. */
export function unitOf(from: Date, to: Date, width: number): Unit {
  const day = (width * DAY) / (to.getTime() - from.getTime());
  return [...UNITS].reverse().find((unit) => DAYS[unit] * day >= LEAST) ?? 3;
}

/** The time that a bin's name means. */
export function spanOf(name: string): [from: Date, to: Date] {
  if (name.length > 3) return [earliest(name), after(name)];
  return [earliest(`${name}0`), after(`${name}9`)];
}

/** The events of a lane in bins, in the order of time. Those told less exactly come in wider bins of their own. */
export function bins({ events }: TimelineData, members: number[], unit: Unit): Bin[] {
  const found = new Map<string, Bin>();
  for (const at of members) {
    const [, start, end] = events[at]!;
    const name = start.slice(0, unit);
    let bin = found.get(name);
    if (!bin) {
      const [from, to] = spanOf(name);
      found.set(name, (bin = { name, from, to, isVague: name.length < unit, events: [] }));
    }
    bin.events.push(at);
    // By days, what lasts longer is as wide as it lasted.
    if (unit === 10 && end && end.length === 10 && after(end) > bin.to) bin.to = after(end);
  }
  return [...found.values()];
}

/** The events of each lane by number. */
export function membersOf({ lanes, events }: TimelineData): number[][] {
  const found: number[][] = lanes.map(() => []);
  events.forEach(([, , , , , , , , own], at) => own.forEach((lane) => found[lane]!.push(at)));
  return found;
}

/** From the start of the first event's year to the end of the last one's. */
export function wholeTime({ events }: TimelineData): [from: Date, to: Date] {
  const years = events.map(([, start]) => start.slice(0, 4)).sort();
  return [earliest(years[0]!), after(years.at(-1)!)];
}

/** The same events with their kinds numbered by how many events have them, most first: the first ones have colours. */
export function rankedKinds(data: TimelineData): TimelineData {
  const totals = data.kinds.map(() => 0);
  for (const [, , , , kinds] of data.events) for (const kind of kinds) totals[kind]!++;
  const order = [...totals.keys()].sort((one, other) => totals[other]! - totals[one]!);
  const rank = totals.map((_, kind) => order.indexOf(kind)); // a few dozen kinds
  const events = data.events.map(([id, start, end, title, own, ...rest]): Event => [id, start, end, title, own.map((kind) => rank[kind]!), ...rest]);
  return { ...data, kinds: order.map((kind) => data.kinds[kind]!), events };
}
