// Coasts and borders of the base map, as paths in degrees of the projection; read once.
import { type Point, ordinate } from "./projection";

export interface Shapes {
  land: Path2D;
  borders: Path2D;
}
interface Base {
  rings: Point[][];
  borders: Point[][];
}

let base: Promise<Shapes> | undefined;

export function shapes(): Promise<Shapes> {
  base ??= fetch("/static/built/base-map.json")
    .then((answer) => answer.json())
    .then(({ rings, borders }: Base) => ({ land: path(rings, true), borders: path(borders, false) }));
  return base;
}

function path(lines: Point[][], isClosed: boolean): Path2D {
  const found = new Path2D();
  for (const line of lines) {
    for (const [index, [x, y]] of line.entries()) found[index ? "lineTo" : "moveTo"](x, ordinate(y));
    if (isClosed) found.closePath();
  }
  return found;
}
