// Mercator's projection around Japan, in degrees of longitude at the equator, north up; the Pacific is whole.
// The numbers are those of the maps that the server draws.
import shared from "../../../src/exgraph/web/map/projection.json";

export type Point = [x: number, y: number];
/** The middle of a view in degrees, and how many times nearer it is than the whole world. */
export type Eye = [longitude: number, latitude: number, nearness: number];

const { middle: MIDDLE, farthest: FARTHEST, bend: BEND } = shared;
/** The share of the places on each side that the first view may leave out. */
export const OUTER = shared.outer;

export const turned = (longitude: number): number => ((((longitude - MIDDLE + 180) % 360) + 360) % 360) - 180 + MIDDLE;

export function ordinate(latitude: number): number {
  const radians = (Math.max(-FARTHEST, Math.min(FARTHEST, latitude)) * Math.PI) / 180;
  return (-Math.log(Math.tan(Math.PI / 4 + radians / 2)) * 180) / Math.PI;
}

/** The latitude of an ordinate. */
export const latitude = (ordinate: number): number => 90 - (Math.atan(Math.exp((ordinate * Math.PI) / 180)) * 360) / Math.PI;

export const projected = (longitude: number, latitude: number): Point => [turned(longitude), ordinate(latitude)];

/** The middle of an arc's curve: to one side, so that there and back are two arcs. */
export const bend = ([x1, y1]: Point, [x2, y2]: Point, by = BEND): Point => [
  (x1 + x2) / 2 + (y2 - y1) * by,
  (y1 + y2) / 2 - (x2 - x1) * by,
];

/** The part of the world that holds the points, without those in the outer share of the weight on each side. */
export function extent(points: { at: Point; weight: number }[], share: number): [west: number, north: number, east: number, south: number] {
  const [west, east] = span(points.map(({ at, weight }) => ({ value: at[0], weight })), share);
  const [north, south] = span(points.map(({ at, weight }) => ({ value: at[1], weight })), share);
  return [west, north, east, south];
}

function span(values: { value: number; weight: number }[], share: number): [number, number] {
  const order = [...values].sort((one, other) => one.value - other.value);
  const total = order.reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  const kept = order.filter(({ weight }) => {
    const before = passed;
    passed += weight;
    return passed > share * total && before < (1 - share) * total;
  });
  const shown = kept.length ? kept : order;
  return [shown[0]?.value ?? MIDDLE - 10, shown.at(-1)?.value ?? MIDDLE + 10];
}

/** A view as an address says it, `141.5,45.2,12.0`; undefined for what is none. */
export function eye(text: string | null): Eye | undefined {
  const [longitude = NaN, latitude = NaN, nearness = NaN] = (text ?? "").split(",").map(Number);
  return Math.abs(longitude) <= 360 && Math.abs(latitude) <= FARTHEST && nearness > 0 ? [longitude, latitude, nearness] : undefined;
}

export const eyeText = ([longitude, latitude, nearness]: Eye): string => `${longitude.toFixed(2)},${latitude.toFixed(2)},${nearness.toFixed(2)}`;
