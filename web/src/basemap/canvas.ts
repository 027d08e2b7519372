// A map on a canvas: coasts and borders of the base map, places as circles, pairs as arcs; moved and zoomed by mouse,
// touch and keys. What it shows stands beside it as a list as well, for who cannot see or point.
import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { type Colours, colours, whenThemeChanges } from "../page/colour";
import { button, element } from "../page/element";
import { onceAFrame } from "../page/frame";
import { text } from "../page/words";
import { type Shapes, shapes } from "./shapes";
import { type Eye, OUTER, type Point, bend, extent, latitude, ordinate, projected } from "./projection";

export interface Place {
  id: string;
  name: string;
  at: [longitude: number, latitude: number];
  size: number;
  side: "home" | "abroad";
  /** A region is a ring, so that the places in it are seen. */
  region?: boolean;
}
export interface Arc {
  ends: [string, string];
  weight: number;
}
interface Drawn extends Place {
  point: Point;
  radius: number;
}

const LARGEST = 18;
const SMALLEST = 3;
const WIDEST = 7;
const NEAREST = 400; // how far one may zoom in, against the whole world
const NAMES = 40;
const REACH = 6;

export class MapCanvas {
  readonly #canvas = element("canvas", { tabindex: "0", role: "img", class: "map-canvas" });
  readonly #tip = element("div", { class: "tip", hidden: true });
  readonly #zoom = zoom<HTMLCanvasElement, unknown>().scaleExtent([0.8, NEAREST]);
  #shapes?: Shapes;
  #colours: Colours = colours();
  #places: Drawn[] = [];
  #arcs: Arc[] = [];
  #view: ZoomTransform = zoomIdentity;
  #chosen = "";
  #redraw = onceAFrame(() => this.#draw());
  #isFramed = false;

  constructor(
    readonly room: HTMLElement,
    label: string,
    readonly choose: (id: string) => void,
    readonly eye?: Eye,
    readonly moved?: (eye: Eye) => void,
  ) {
    this.#canvas.setAttribute("aria-label", label);
    const buttons = element(
      "div",
      { class: "zoom" },
      button("+", () => this.#by(1.6), { "aria-label": text("view.nearer") }),
      button("−", () => this.#by(1 / 1.6), { "aria-label": text("view.farther") }),
      button(text("view.whole"), () => this.frame(0)),
    );
    room.append(this.#canvas, this.#tip, buttons);
    const surface = select(this.#canvas);
    // A turn of the wheel goes on scrolling the page, unless Ctrl is held or the map has the focus.
    this.#zoom.filter((event) => event.type !== "wheel" || event.ctrlKey || document.activeElement === this.#canvas);
    this.#zoom.on("zoom", ({ transform }) => {
      this.#view = transform;
      this.#redraw();
    });
    // What the first frame shows is nobody's choice.
    this.#zoom.on("end", () => this.#isFramed && this.moved?.(this.#eye()));
    surface.call(this.#zoom).on("dblclick.zoom", null);
    this.#canvas.addEventListener("pointermove", (event) => this.#point(event));
    this.#canvas.addEventListener("pointerleave", () => (this.#tip.hidden = true));
    this.#canvas.addEventListener("click", (event) => {
      const found = this.#under(event);
      if (found) this.choose(found.id);
    });
    this.#canvas.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#resize()).observe(room);
    whenThemeChanges(() => {
      this.#colours = colours();
      this.#redraw();
    });
    void shapes().then((found) => {
      this.#shapes = found;
      this.#redraw();
    });
  }

  show(places: Place[], arcs: Arc[], most?: number): void {
    const largest = Math.sqrt(most ?? Math.max(1, ...places.map(({ size }) => size)));
    this.#places = places
      .filter(({ size }) => size > 0)
      .map((place) => ({
        ...place,
        point: projected(...place.at),
        radius: SMALLEST + ((LARGEST - SMALLEST) * Math.sqrt(place.size)) / largest,
      }))
      .sort((one, other) => other.size - one.size);
    this.#arcs = arcs;
    if (!this.#isFramed) this.#open();
    this.#redraw();
  }

  mark(id: string): void {
    this.#chosen = id;
    this.#redraw();
  }

  /** Shows all places but those in the outer share of the events on each side. */
  frame(share = OUTER): void {
    const { width, height } = this.#size();
    if (!width || !this.#places.length) return;
    const [west, north, east, south] = extent(this.#places.map(({ point, size }) => ({ at: point, weight: size })), share);
    const room = 1 - 80 / Math.min(width, height);
    const scale = Math.min((room * width) / Math.max(east - west, 4), (room * height) / Math.max(south - north, 4));
    const unit = this.#unit();
    const view = zoomIdentity
      .translate(width / 2, height / 2)
      .scale(Math.min(scale / unit, NEAREST))
      .translate((-unit * (west + east)) / 2, (-unit * (north + south)) / 2);
    select(this.#canvas).call(this.#zoom.transform, view);
    this.#isFramed = true;
  }

  #open(): void {
    const { width, height } = this.#size();
    if (!this.eye || !width) return this.frame();
    const [longitude, latitude, nearness] = this.eye;
    const unit = this.#unit();
    const view = zoomIdentity.translate(width / 2, height / 2).scale(nearness).translate(-unit * longitude, -unit * ordinate(latitude));
    select(this.#canvas).call(this.#zoom.transform, view);
    this.#isFramed = true;
  }

  /** The middle of what is shown, and how near. */
  #eye(): Eye {
    const { width, height } = this.#size();
    const unit = this.#unit() * this.#view.k;
    return [(width / 2 - this.#view.x) / unit, latitude((height / 2 - this.#view.y) / unit), this.#view.k];
  }

  #unit = (): number => this.#size().width / 360;
  #size = (): { width: number; height: number } => ({ width: this.#canvas.clientWidth, height: this.#canvas.clientHeight });

  #by(factor: number): void {
    select(this.#canvas).call(this.#zoom.scaleBy, factor);
  }

  #key(event: KeyboardEvent): void {
    const step = 60 / this.#view.k;
    const moves: Record<string, [number, number]> = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const move = moves[event.key];
    if (move) select(this.#canvas).call(this.#zoom.translateBy, ...move);
    else if (event.key === "+" || event.key === "=") this.#by(1.6);
    else if (event.key === "-") this.#by(1 / 1.6);
    else return;
    event.preventDefault();
  }

  #resize(): void {
    const { width, height } = this.#size();
    const sharp = devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * sharp);
    this.#canvas.height = Math.round(height * sharp);
    if (!this.#isFramed) this.#open();
    this.#redraw();
  }

  #at = ([x, y]: Point): Point => {
    const unit = this.#unit() * this.#view.k;
    return [x * unit + this.#view.x, y * unit + this.#view.y];
  };

  #under(event: MouseEvent): Drawn | undefined {
    const [x, y] = [event.offsetX, event.offsetY];
    let nearest: Drawn | undefined;
    let least = Infinity;
    for (const place of this.#places) {
      const [px, py] = this.#at(place.point);
      const distance = Math.hypot(px - x, py - y) - place.radius;
      if (distance < Math.min(least, REACH)) [nearest, least] = [place, distance];
    }
    return nearest;
  }

  #point(event: PointerEvent): void {
    const found = this.#under(event);
    this.#canvas.style.cursor = found ? "pointer" : "grab";
    this.#tip.hidden = !found;
    if (!found) return;
    this.#tip.textContent = found.name;
    const [x, y] = this.#at(found.point);
    this.#tip.style.transform = `translate(${Math.round(x + 12)}px, ${Math.round(y + 12)}px)`;
  }

  #draw(): void {
    const context = this.#canvas.getContext("2d");
    const { width, height } = this.#size();
    if (!context || !width) return;
    const sharp = this.#canvas.width / width;
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    context.fillStyle = this.#colours.sea;
    context.fillRect(0, 0, width, height);
    this.#drawLand(context, sharp);
    this.#drawArcs(context);
    this.#drawPlaces(context);
    this.#drawNames(context, width, height);
  }

  #drawLand(context: CanvasRenderingContext2D, sharp: number): void {
    if (!this.#shapes) return;
    const unit = this.#unit() * this.#view.k;
    for (const turn of [0, 360]) {
      context.setTransform(sharp * unit, 0, 0, sharp * unit, sharp * (this.#view.x + turn * unit), sharp * this.#view.y);
      context.fillStyle = this.#colours.land;
      context.strokeStyle = this.#colours.coast;
      context.lineWidth = 1 / unit;
      context.fill(this.#shapes.land);
      context.stroke(this.#shapes.land);
      context.setLineDash([3 / unit, 3 / unit]);
      context.stroke(this.#shapes.borders);
      context.setLineDash([]);
    }
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
  }

  #drawArcs(context: CanvasRenderingContext2D): void {
    const places = new Map(this.#places.map((place) => [place.id, place]));
    const most = Math.sqrt(Math.max(1, ...this.#arcs.map(({ weight }) => weight)));
    context.lineCap = "round";
    for (const { ends, weight } of this.#arcs) {
      const [one, other] = [places.get(ends[0]), places.get(ends[1])];
      if (!one || !other || !weight) continue;
      const [start, end] = [this.#at(one.point), this.#at(other.point)];
      const isChosen = ends.includes(this.#chosen);
      context.strokeStyle = isChosen ? this.#colours.ink : this.#colours.accent;
      context.globalAlpha = this.#chosen && !isChosen ? 0.12 : 0.45;
      context.lineWidth = 0.8 + (WIDEST * Math.sqrt(weight)) / most;
      context.beginPath();
      context.moveTo(...start);
      context.quadraticCurveTo(...bend(start, end), ...end);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  #drawPlaces(context: CanvasRenderingContext2D): void {
    for (const place of this.#places) {
      const [x, y] = this.#at(place.point);
      context.beginPath();
      context.arc(x, y, place.radius, 0, 2 * Math.PI);
      context.fillStyle = this.#colours[place.side];
      context.globalAlpha = place.region ? 0.12 : 0.8;
      context.fill();
      context.globalAlpha = 1;
      const isChosen = place.id === this.#chosen;
      context.strokeStyle = isChosen ? this.#colours.ink : place.region ? this.#colours[place.side] : this.#colours.raised;
      context.lineWidth = isChosen ? 3 : place.region ? 2 : 1;
      context.stroke();
    }
  }

  #drawNames(context: CanvasRenderingContext2D, width: number, height: number): void {
    context.font = `13px ${getComputedStyle(this.#canvas).fontFamily}`;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const taken: [number, number, number][] = [];
    const chosenFirst = [...this.#places].sort((one, other) => Number(other.id === this.#chosen) - Number(one.id === this.#chosen));
    for (const place of chosenFirst) {
      if (taken.length >= NAMES) break;
      const [px, y] = this.#at(place.point);
      if (px < 0 || y < 0 || px > width || y > height) continue;
      const length = context.measureText(place.name).width;
      const right = px + place.radius + 4;
      const x = right + length < width ? right : px - place.radius - 4 - length;
      const end = x + length;
      if (taken.some(([from, to, row]) => Math.abs(row - y) < 15 && x < to && end > from)) continue;
      taken.push([Math.min(x, px - place.radius), Math.max(end, px + place.radius), y]);
      context.strokeStyle = this.#colours.land;
      context.lineWidth = 3;
      context.strokeText(place.name, x, y);
      context.fillStyle = this.#colours.ink;
      context.fillText(place.name, x, y);
    }
  }
}
