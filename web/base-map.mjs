// Cuts the shapes that the maps show out of Natural Earth (public domain, npm package world-atlas): coasts, and the
// borders on land as the data set draws them. Fine around the Sea of Japan and the Sea of Okhotsk, coarse elsewhere.
// `rings` and `borders` are lists of lines, a line is a list of [degrees east, degrees north].
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature, mesh } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const FOLDER = "../src/exgraph/web/static/built";
const NEAR = { west: 126, east: 158, south: 30, north: 56 };
const FINER = 800; // a corner near Japan weighs as much as one of an area this many times larger
const LEAST = 0.4; // square degrees that a corner's triangle spans at least; smaller ones are left out

const isNear = ([x, y]) => x > NEAR.west && x < NEAR.east && y > NEAR.south && y < NEAR.north;

const countries = presimplify(JSON.parse(readFileSync("node_modules/world-atlas/countries-10m.json", "utf8")));
for (const corner of countries.arcs.flat()) if (isNear(corner)) corner[2] *= FINER;
const simple = simplify(countries, LEAST);

// Chukotka crosses the antimeridian: its coast goes on east of 180 degrees.
const joined = (line) => (line.some(([x]) => x > 100) ? line.map(([x, y]) => [x < -160 ? x + 360 : x, y]) : line);
const rounded = (line) => {
  const places = line.some(isNear) ? 100 : 10;
  return joined(line).map(([x, y]) => [Math.round(x * places) / places, Math.round(y * places) / places]);
};
const area = (ring) =>
  Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0)) / 2;
const isSeen = (ring) => ring.length > 3 && area(ring) > (ring.some(isNear) ? 0.0008 : 0.4);

const rings = feature(simple, simple.objects.land)
  .features.flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates))
  .flat()
  .filter(isSeen);
const borders = mesh(simple, simple.objects.countries, (one, other) => one !== other).coordinates;

mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/base-map.json`, JSON.stringify({ rings: rings.map(rounded), borders: borders.map(rounded) }));
