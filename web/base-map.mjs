// Cuts the coasts that the maps show out of Natural Earth (public domain, npm package world-atlas): rings of degrees,
// exact around the Sea of Japan and the Sea of Okhotsk, coarse elsewhere. Borders are not drawn.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const OUT = "../src/exgraph/web/static/built/base-map.json";
const NEAR = { west: 118, east: 180, south: 22, north: 72 };

const atlas = (name) => JSON.parse(readFileSync(`node_modules/world-atlas/${name}.json`, "utf8"));

function* rings(topology, weight) {
  const simple = simplify(presimplify(topology), weight);
  for (const { geometry } of feature(simple, simple.objects.land).features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const polygon of polygons) yield* polygon;
  }
}

const isNear = (ring) =>
  ring.some(([x, y]) => x > NEAR.west && x < NEAR.east && y > NEAR.south && y < NEAR.north) &&
  Math.max(...ring.map(([x]) => x)) - Math.min(...ring.map(([x]) => x)) < 60;

const near = [...rings(atlas("land-10m"), 0.002)].filter(isNear);
const far = [...rings(atlas("land-50m"), 0.3)].filter((ring) => !isNear(ring));
// Chukotka crosses the antimeridian: its rings go on east of 180 degrees.
const joined = (ring) => (ring.some(([x]) => x > 100) ? ring.map(([x, y]) => [x < -160 ? x + 360 : x, y]) : ring);
const round = (ring) => joined(ring).map(([x, y]) => [Math.round(x * 100) / 100, Math.round(y * 100) / 100]);

mkdirSync("../src/exgraph/web/static/built", { recursive: true });
writeFileSync(OUT, JSON.stringify({ rings: [...far, ...near].filter((ring) => ring.length > 5).map(round) }));
