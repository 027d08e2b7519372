// Lanes of time on a canvas: columns of events by decade, year, month or day, as near as one looks; moved and zoomed by
// mouse, touch and keys. Columns are stacked by kind; what is told less exactly than the columns is a pale band.
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { type Colours, colours, kindColour, whenThemeChanges } from "../page/colour";
import { element } from "../page/element";
import { onceAFrame } from "../page/frame";
import { type Bin, type TimelineData, type Unit, bins, unitOf } from "./figures";
import { drawAxis } from "./axis";

export type Time = [from: Date, to: Date];
export interface Lane {
  name: string;
  members: number[];
}
export interface Mark {
  lane: number;
  bin: Bin;
}

const HEAD = 28;
const LANE = 56;
const FOOT = 8; // below the columns of a lane
const NAME = 20; // above them, for its name
const NEAREST = 14 * 86_400_000; // the least time that is shown

export class TimelineCanvas {
  readonly canvas = element("canvas", { tabindex: "0", role: "img" });
  readonly #tip = element("div", { class: "tip", hidden: true });
  readonly #zoom = zoom<HTMLCanvasElement, unknown>();
  readonly #scale = scaleUtc();
  readonly #known = new Map<Unit, { lanes: Bin[][]; most: number }>();
  #view = zoomIdentity;
  #colours: Colours = colours();
  #marked?: { lane: number; name: string };
  #redraw = onceAFrame(() => this.#draw());
  #isOpen = false;

  constructor(
    readonly room: HTMLElement,
    label: string,
    readonly data: TimelineData,
    readonly lanes: Lane[],
    whole: Time,
    readonly tell: (mark: Mark) => string,
    readonly choose: (mark: Mark) => void,
    readonly moved: (shown: Time) => void,
  ) {
    this.canvas.setAttribute("aria-label", label);
    this.canvas.style.height = `${HEAD + lanes.length * LANE}px`;
    this.#scale.domain(whole);
    room.append(this.canvas, this.#tip);
    this.#zoom
      .scaleExtent([1, (whole[1].getTime() - whole[0].getTime()) / NEAREST])
      // A turn of the wheel goes on scrolling the page, unless Ctrl is held or the canvas has the focus.
      .filter((event) => event.type !== "wheel" || event.ctrlKey || document.activeElement === this.canvas)
      .on("zoom", ({ transform }) => {
        this.#view = transform;
        this.#tip.hidden = true;
        this.#redraw();
      })
      .on("end", () => this.#isOpen && this.moved(this.shown));
    select(this.canvas).call(this.#zoom).on("dblclick.zoom", null);
    this.canvas.addEventListener("pointermove", (event) => this.#point(event));
    this.canvas.addEventListener("pointerleave", () => (this.#tip.hidden = true));
    this.canvas.addEventListener("click", (event) => {
      const mark = this.#under(event);
      if (mark) this.choose(mark);
    });
    this.canvas.addEventListener("keydown", (event) => this.#key(event));
    whenThemeChanges(() => {
      this.#colours = colours();
      this.#redraw();
    });
  }

  /** Draws some time; to be called once the room stands on the page. */
  open(shown: Time): void {
    this.#resize(shown);
    new ResizeObserver(() => this.#resize(this.shown)).observe(this.room);
  }

  /** The time that is shown. */
  get shown(): Time {
    const [from, to] = this.#now().domain();
    return [from!, to!];
  }

  get unit(): Unit {
    return unitOf(...this.shown, this.#width);
  }

  mark(lane: number, name: string): void {
    this.#marked = { lane, name };
    this.#redraw();
  }

  by(factor: number): void {
    select(this.canvas).call(this.#zoom.scaleBy, factor);
  }

  /** Moves by a share of what is shown. */
  step(share: number): void {
    select(this.canvas).call(this.#zoom.translateBy, (-share * this.#width) / this.#view.k, 0);
  }

  show([from, to]: Time): void {
    const [left, right] = [this.#scale(from), this.#scale(to)];
    const k = this.#width / Math.max(right - left, 0.001);
    select(this.canvas).call(this.#zoom.transform, zoomIdentity.scale(k).translate(-left, 0));
  }

  /** The columns of a lane as they are drawn now, in the order of time. */
  row(lane: number): Bin[] {
    return this.#bins().lanes[lane] ?? [];
  }

  /** Moves so that a column is in sight. */
  reveal({ from, to }: Bin): void {
    const now = this.#now();
    if (now(from) >= 0 && now(to) <= this.#width) return;
    select(this.canvas).call(this.#zoom.translateTo, this.#scale(from), 0);
  }

  #now = () => this.#view.rescaleX(this.#scale);

  get #width(): number {
    return this.canvas.clientWidth;
  }

  #bins(): { lanes: Bin[][]; most: number } {
    const unit = this.unit;
    let found = this.#known.get(unit);
    if (!found) {
      const lanes = this.lanes.map(({ members }) => bins(this.data, members, unit));
      const most = lanes.reduce((most, each) => each.reduce((most, bin) => (bin.isVague ? most : Math.max(most, bin.events.length)), most), 1);
      this.#known.set(unit, (found = { lanes, most }));
    }
    return found;
  }

  #resize(shown: Time): void {
    const sharp = devicePixelRatio || 1;
    if (!this.#width) return;
    this.canvas.width = Math.round(this.#width * sharp);
    this.canvas.height = Math.round(this.canvas.clientHeight * sharp);
    this.#scale.range([0, this.#width]);
    this.#zoom.extent([[0, 0], [this.#width, 1]]).translateExtent([[0, 0], [this.#width, 1]]);
    this.#isOpen = false; // the same time in another width is nobody's choice
    this.show(shown);
    this.#isOpen = true;
    this.#redraw();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "ArrowLeft") this.step(-0.2);
    else if (event.key === "ArrowRight") this.step(0.2);
    else if (event.key === "+" || event.key === "=") this.by(1.6);
    else if (event.key === "-") this.by(1 / 1.6);
    else return;
    event.preventDefault();
  }

  #under({ offsetX, offsetY }: MouseEvent): Mark | undefined {
    const lane = Math.floor((offsetY - HEAD) / LANE);
    const now = this.#now();
    const at = now.invert(offsetX);
    // A column is drawn over the band of what is told less exactly.
    const found = (this.#bins().lanes[lane] ?? []).filter(({ from, to }) => from <= at && at < to);
    const bin = found.sort((one, other) => other.name.length - one.name.length)[0];
    return bin && { lane, bin };
  }

  #point(event: PointerEvent): void {
    const mark = this.#under(event);
    this.canvas.style.cursor = mark ? "pointer" : "grab";
    this.#tip.hidden = !mark;
    if (!mark) return;
    this.#tip.textContent = this.tell(mark);
    const x = Math.max(0, Math.min(event.offsetX + 12, this.#width - this.#tip.offsetWidth));
    this.#tip.style.transform = `translate(${Math.round(x)}px, ${HEAD + (mark.lane + 1) * LANE - FOOT + 2}px)`;
  }

  #draw(): void {
    const context = this.canvas.getContext("2d");
    if (!context || !this.#width) return;
    const sharp = this.canvas.width / this.#width;
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    context.fillStyle = this.#colours.raised;
    context.fillRect(0, 0, this.#width, this.canvas.clientHeight);
    context.font = `13px ${getComputedStyle(this.canvas).fontFamily}`;
    drawAxis(context, this.#now(), this.unit, this.#colours, this.canvas.clientHeight);
    const { lanes, most } = this.#bins();
    lanes.forEach((bins, lane) => this.#drawLane(context, lane, bins, most));
  }

  #drawLane(context: CanvasRenderingContext2D, lane: number, bins: Bin[], most: number): void {
    const now = this.#now();
    const top = HEAD + lane * LANE;
    const foot = top + LANE - FOOT;
    const high = LANE - FOOT - NAME;
    for (const bin of [...bins].sort((one, other) => one.name.length - other.name.length)) {
      const [left, right] = [now(bin.from), now(bin.to)];
      if (right < 0 || left > this.#width) continue;
      const width = Math.max(right - left - 1, 1);
      if (bin.isVague) {
        context.fillStyle = this.#colours.mark;
        context.fillRect(left, foot - high, width, high);
        context.fillStyle = this.#colours.soft;
        context.fillRect(left, foot - 2, width, 2);
      } else this.#drawColumn(context, bin, left, width, foot, high / most);
      if (this.#marked?.lane === lane && this.#marked.name === bin.name) {
        context.strokeStyle = this.#colours.ink;
        context.lineWidth = 2;
        context.strokeRect(left - 1, foot - high - 1, width + 2, high + 2);
      }
    }
    context.fillStyle = this.#colours.line;
    context.fillRect(0, foot, this.#width, 1);
    this.#drawName(context, this.lanes[lane]!, top);
  }

  #drawColumn(context: CanvasRenderingContext2D, { events }: Bin, left: number, width: number, foot: number, each: number): void {
    const kinds = events.map((at) => this.data.events[at]![4][0] ?? 7).sort((one, other) => one - other);
    const scale = Math.max(each, 6 / kinds.length); // so that one event is seen
    let y = foot;
    for (const kind of kinds) {
      context.fillStyle = kindColour(this.#colours, kind);
      context.fillRect(left, y - scale, width, scale);
      y -= scale;
    }
  }

  #drawName(context: CanvasRenderingContext2D, { name, members }: Lane, top: number): void {
    context.lineJoin = "round";
    context.textBaseline = "middle";
    context.strokeStyle = this.#colours.raised;
    context.lineWidth = 4;
    context.fillStyle = this.#colours.ink;
    const text = `${name}  ${members.length}`;
    context.strokeText(text, 8, top + NAME / 2 + 1);
    context.fillText(text, 8, top + NAME / 2 + 1);
  }
}
