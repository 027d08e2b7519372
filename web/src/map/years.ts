// A span of years to choose by two sliders, to move by a year, and to play from the first year to the last.
import { isStill } from "../page/colour";
import { button, element } from "../page/element";
import { text } from "../page/words";
import type { Span } from "./figures";

const STEP = 900; // ms that a span stays while it plays
const WINDOW = 5; // years that are played where all years are shown

export class Years {
  readonly controls: HTMLElement;
  readonly #from: HTMLInputElement;
  readonly #to: HTMLInputElement;
  readonly #output = element("output", {});
  readonly #play = button(text("map.play"), () => (this.#timer ? this.#stop() : this.#start()), { hidden: isStill() });
  #timer = 0;

  constructor(
    readonly whole: Span,
    shown: Span,
    readonly changed: (span: Span) => void,
  ) {
    const [min, max] = whole;
    const slider = (label: string, value: number) =>
      element("input", { type: "range", min, max, value, "aria-label": text(label), input: (event: InputEvent) => this.#slid(event) });
    this.#from = slider("browse.from", shown[0]);
    this.#to = slider("browse.to", shown[1]);
    this.controls = element(
      "div",
      { class: "years-range", role: "group", "aria-label": text("browse.years") },
      element("div", { class: "sliders" }, this.#from, this.#to),
      this.#output,
      button("‹", () => this.#move(-1), { "aria-label": text("map.earlier"), title: text("map.earlier") }),
      this.#play,
      button("›", () => this.#move(1), { "aria-label": text("map.later"), title: text("map.later") }),
      button(text("map.all_years"), () => this.#set(whole)),
    );
    this.#tell();
  }

  get span(): Span {
    return [this.#from.valueAsNumber, this.#to.valueAsNumber];
  }

  #slid(event: InputEvent): void {
    this.#stop();
    const [from, to] = this.span;
    // The slider that is not held gives way.
    if (from > to) {
      if (event.target === this.#from) this.#to.valueAsNumber = from;
      else this.#from.valueAsNumber = to;
    }
    this.#tell();
    this.changed(this.span);
  }

  #set([from, to]: Span, isPlayed = false): void {
    if (!isPlayed) this.#stop();
    this.#from.valueAsNumber = from;
    this.#to.valueAsNumber = to;
    this.#tell();
    this.changed(this.span);
  }

  #move(by: number, isPlayed = false): boolean {
    const [from, to] = this.span;
    const [first, last] = this.whole;
    if (from + by < first || to + by > last) return false;
    this.#set([from + by, to + by], isPlayed);
    return true;
  }

  #start(): void {
    const [from, to] = this.span;
    const [first, last] = this.whole;
    const length = from === first && to === last ? WINDOW - 1 : to - from;
    if (to === last) this.#set([first, Math.min(first + length, last)]);
    this.#timer = window.setInterval(() => this.#move(1, true) || this.#stop(), STEP);
    this.#play.textContent = text("map.pause");
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#play.textContent = text("map.play");
  }

  #tell(): void {
    const [from, to] = this.span;
    this.#output.textContent = from === to ? String(from) : `${from}–${to}`;
  }
}
