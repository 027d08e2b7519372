import { expect, it } from "vitest";
import { type Event, type TimelineData, bins, membersOf, rankedKinds, spanOf, unitOf, wholeTime } from "./figures";

const event = (start: string, ...lanes: number[]): Event => [start, start, 0, 0, [], [], [], 0, lanes];
const data: TimelineData = {
  path: "/id/event/",
  titled: true,
  kinds: [],
  places: [],
  lanes: [["kind", "Visit", "visit"], ["kind", "Meeting", "meeting"]],
  events: [event("1989", 0), event("1997-06", 0, 1), event("1997-06-03", 0), event("2005-07-02", 1)],
};

it("takes the smallest unit that can be seen", () => {
  const day = (text: string) => new Date(`${text}T00:00Z`);
  expect(unitOf(day("1950-01-01"), day("2024-01-01"), 300)).toBe(3);
  expect(unitOf(day("1950-01-01"), day("2024-01-01"), 900)).toBe(4);
  expect(unitOf(day("2000-01-01"), day("2004-01-01"), 900)).toBe(7);
  expect(unitOf(day("2000-01-01"), day("2000-03-01"), 900)).toBe(10);
});

it("gathers events, and keeps apart those told less exactly than the bins", () => {
  const [first = [], second = []] = membersOf(data);
  expect(second).toEqual([1, 3]);
  expect(bins(data, first, 4).map(({ name, events }) => [name, events.length])).toEqual([["1989", 1], ["1997", 2]]);
  expect(bins(data, first, 10).map(({ name, isVague }) => [name, isVague])).toEqual([["1989", true], ["1997-06", true], ["1997-06-03", false]]);
});

it("draws by days as long as an event lasted", () => {
  const visit: Event = ["b", "2005-07-02", "2005-07-05", 0, [], [], [], 0, [0]];
  const [bin] = bins({ ...data, events: [visit] }, [0], 10);
  expect([bin?.from.getUTCDate(), bin?.to.getUTCDate()]).toEqual([2, 6]);
});

it("numbers kinds by how many events have them", () => {
  const of = (...kinds: number[]): Event => ["a", "2001", 0, 0, kinds, [], [], 0, []];
  const ranked = rankedKinds({ ...data, kinds: [["Meeting", "meeting"], ["Visit", "visit"]], events: [of(0, 1), of(1)] });
  expect(ranked.kinds.map(([id]) => id)).toEqual(["Visit", "Meeting"]);
  expect(ranked.events.map((event) => event[4])).toEqual([[1, 0], [0]]);
});

it("knows what time a bin and the whole are", () => {
  expect(spanOf("199").map((day) => day.getUTCFullYear())).toEqual([1990, 2000]);
  expect(wholeTime(data).map((day) => day.getUTCFullYear())).toEqual([1989, 2006]);
});
