// The axis above the lanes: years, months or days, whichever have room, and lines down through all lanes.
import type { ScaleTime } from "d3-scale";
import type { Colours } from "../page/colour";
import { language } from "../page/words";
import type { Unit } from "./figures";

const APART = 72; // pixels between two ticks at least

const formats = {
  year: new Intl.DateTimeFormat(language, { year: "numeric", timeZone: "UTC" }),
  month: new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }),
  day: new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" }),
};

/** A year alone, without the word that some languages put after it; else a month or a day. */
function written(tick: Date): string {
  if (tick.getUTCDate() > 1) return formats.day.format(tick);
  return tick.getUTCMonth() ? formats.month.format(tick) : String(tick.getUTCFullYear());
}

export function drawAxis(context: CanvasRenderingContext2D, now: ScaleTime<number, number>, unit: Unit, colour: Colours, height: number): void {
  const [left = 0, right = 0] = now.range();
  const ticks = now.ticks(Math.max(2, Math.floor((right - left) / APART))).filter((tick) => tick.getUTCHours() === 0 && (unit === 10 || tick.getUTCDate() === 1));
  context.textBaseline = "middle";
  for (const tick of ticks) {
    const x = Math.round(now(tick)) + 0.5;
    const isYear = tick.getUTCMonth() === 0 && tick.getUTCDate() === 1;
    context.strokeStyle = colour.line;
    context.lineWidth = isYear ? 1.5 : 0.75;
    context.beginPath();
    context.moveTo(x, 20);
    context.lineTo(x, height);
    context.stroke();
    context.fillStyle = isYear ? colour.ink : colour.soft;
    const text = written(tick);
    const length = context.measureText(text).width;
    context.fillText(text, Math.max(2, Math.min(x - length / 2, right - length - 2)), 12);
  }
}
