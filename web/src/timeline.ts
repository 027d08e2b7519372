// The timeline of a selection: lanes of columns, moved and zoomed from decades to days; a column tells its events. The
// server's table of lanes and years stays below, folded.
import { change, parameters } from "./page/address";
import { isStill } from "./page/colour";
import { after, earliest, written } from "./page/date";
import { button, element } from "./page/element";
import { count, language, number, text } from "./page/words";
import { card, timeOf } from "./timeline/card";
import { type Bin, type TimelineData, membersOf, rankedKinds, wholeTime } from "./timeline/figures";
import { type Mark, TimelineCanvas, type Time } from "./timeline/canvas";

const LANES = 12;
const MOST = 60;
const COLOURS = 8;

const table = document.querySelector<HTMLElement>("#timeline[data-source]");
if (table) void open(table);

async function open(table: HTMLElement): Promise<void> {
  const answer = await fetch(table.dataset["source"] ?? "");
  if (!answer.ok) return; // the server's table stays
  const data = rankedKinds((await answer.json()) as TimelineData);
  if (!data.events.length || !data.lanes.length) return;
  const whole = wholeTime(data);
  const members = membersOf(data);
  const some = parameters().get("rows") === "all" ? MOST : LANES;
  const lanes = data.lanes.slice(0, some).map(([, , name], at) => ({ name, members: members[at]! }));

  const stage = element("figure", { class: "strip" });
  const shown = element("output", {});
  const about = element("div", { class: "card-room", "aria-live": "polite" });
  const canvas = new TimelineCanvas(stage, text("view.timeline"), data, lanes, whole, tell, choose, moved);
  let mark: Mark | undefined;

  const controls = element(
    "div",
    { class: "controls" },
    button("+", () => canvas.by(2), { "aria-label": text("view.nearer") }),
    button("−", () => canvas.by(0.5), { "aria-label": text("view.farther") }),
    button("‹", () => canvas.step(-0.5), { "aria-label": text("timeline.earlier"), title: text("timeline.earlier") }),
    button("›", () => canvas.step(0.5), { "aria-label": text("timeline.later"), title: text("timeline.later") }),
    button(text("view.whole"), () => canvas.show(whole)),
    shown,
  );
  const folded = element("details", { class: "as-table" }, element("summary", {}, text("timeline.table")));
  table.before(element("p", { class: "soft" }, text("timeline.note")), controls, legend(data), stage, ...rest(), about, folded);
  folded.append(table);
  const note = folded.nextElementSibling;
  if (note?.matches("p.soft")) folded.append(note); // it tells of the table's squares
  canvas.canvas.addEventListener("keydown", key);
  dispatchEvent(new Event("exgraph:drawn"));
  canvas.open(timeOfAddress(parameters().get("shown"), whole));
  tellShown(canvas.shown);
  recall();

  function tell({ lane, bin }: Mark): string {
    const exact = bin.isVague ? ` (${text("timeline.vague")})` : "";
    return `${lanes[lane]!.name}, ${timeOf(bin)}: ${count("count.events", bin.events.length)}${exact}`;
  }

  function moved(time: Time): void {
    const isWhole = time.every((day, end) => Math.abs(day.getTime() - whole[end]!.getTime()) < 86_400_000);
    change({ shown: isWhole ? null : days(time).join(",") });
    tellShown(time);
  }

  function tellShown(time: Time): void {
    const [from, to] = days(time).map((day) => day.slice(0, canvas.unit < 7 ? 4 : canvas.unit));
    shown.textContent = written(from!, to!, language);
  }

  function choose(found: Mark | undefined): void {
    mark = found;
    canvas.mark(found?.lane ?? -1, found?.bin.name ?? "");
    change({ mark: found ? `${found.bin.name},${data.lanes[found.lane]![1]}` : null });
    about.replaceChildren(...(found ? [card(data, found.lane, found.bin, (by) => step(by), () => choose(undefined))] : []));
    if (found && !isStill()) about.firstElementChild?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  function step(by: number): void {
    const row = mark && canvas.row(mark.lane);
    const next = row?.[row.findIndex(({ name }) => name === mark!.bin.name) + by];
    if (!mark || !next) return;
    choose({ lane: mark.lane, bin: next });
    canvas.reveal(next);
    about.querySelectorAll<HTMLElement>(".steps button")[by > 0 ? 1 : 0]?.focus();
  }

  /** Enter takes the first column in sight, up and down go to the lanes beside. */
  function key(event: KeyboardEvent): void {
    const by = { Enter: 0, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const lane = mark ? mark.lane + by : 0;
    const [from] = mark ? [mark.bin.from] : canvas.shown;
    const row = lanes[lane] && canvas.row(lane);
    const bin = row?.find((bin: Bin) => bin.from >= from) ?? row?.at(-1);
    if (bin) choose({ lane, bin });
  }

  function recall(): void {
    const [name = "", id = ""] = (parameters().get("mark") ?? "").split(",");
    const lane = data.lanes.findIndex(([, own]) => own === id);
    const bin = lanes[lane] && canvas.row(lane).find((bin) => bin.name === name);
    if (bin) choose({ lane, bin });
  }

  function rest(): HTMLElement[] {
    const more = Math.min(data.lanes.length, MOST) - LANES;
    if (more <= 0) return [];
    const open = () => {
      change({ rows: some === LANES ? "all" : null });
      location.reload();
    };
    return [element("p", {}, button(some === LANES ? text("timeline.rows", { n: number(more) }) : text("timeline.fewer"), open))];
  }
}

function legend({ kinds }: TimelineData): HTMLElement {
  const named = kinds.slice(0, COLOURS - 1).map(([, name]) => name);
  const keys = kinds.length >= COLOURS ? [...named, kinds.length === COLOURS ? kinds.at(-1)![1] : text("timeline.others")] : named;
  return element("p", { class: "legend" }, ...keys.map((name, at) => element("span", { class: `key kind-${at + 1}` }, name)));
}

/** The first and the last day of what is shown. */
const days = ([from, to]: Time): string[] => [from, new Date(to.getTime() - 1)].map((day) => day.toISOString().slice(0, 10));

function timeOfAddress(address: string | null, whole: Time): Time {
  const days = (address ?? "").split(",");
  if (days.length !== 2 || !days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day))) return whole;
  const [from, to] = [earliest(days[0]!), after(days[1]!)];
  return from < to && whole[0] <= from && to <= whole[1] ? [from, to] : whole;
}
