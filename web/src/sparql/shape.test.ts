import { describe, expect, it } from "vitest";
import type { Row } from "./answer";
import { measures, places, spots } from "./shape";

const literal = (value: string) => ({ type: "literal" as const, value });
const iri = (value: string) => ({ type: "uri" as const, value });

describe("points", () => {
  it("come from two columns of degrees, named by the row's label", () => {
    const rows: Row[] = [
      { town: iri("https://w3id.org/exgraph/id/place/wakkanai"), label: literal("稚内市"), lat: literal("45.4"), long: literal("141.7") },
      { town: iri("https://w3id.org/exgraph/id/place/x"), label: literal("x"), lat: literal("unknown"), long: literal("141.7") },
    ];
    expect(spots(["town", "label", "lat", "long"], rows)).toEqual([{ at: [141.7, 45.4], name: "稚内市", iri: "https://w3id.org/exgraph/id/place/wakkanai" }]);
    const pair = { homeLat: literal("1"), homeLong: literal("2"), latitude: literal("3") };
    expect(spots(["latitude", "homeLat", "homeLong"], [pair])[0]?.at).toEqual([2, 1]);
  });

  it("come from WKT, and never from numbers that are no degrees", () => {
    expect(spots(["geo"], [{ geo: literal("POINT(142.5 46.9)") }])[0]?.at).toEqual([142.5, 46.9]);
    expect(spots(["plate", "count"], [{ plate: literal("1"), count: literal("2") }])).toEqual([]);
  });

  it("may be those of places that a column names", () => {
    const root = "https://w3id.org/exgraph/";
    const rows = [{ a: iri(`${root}id/event/1`), b: iri(`${root}id/place/x`) }, { b: iri(`${root}id/place/x`) }];
    expect(places(["a", "b"], rows, root)).toEqual([`${root}id/place/x`]);
  });
});

describe("measures", () => {
  it("are by year where there are years", () => {
    const rows = [{ year: literal("1997"), events: literal("3"), people: literal("18") }];
    expect(measures(["year", "events", "people"], rows)).toEqual({ label: "year", values: ["events", "people"] });
  });

  it("are by label rather than by IRI", () => {
    const rows = [{ kind: iri("https://example.org/a"), label: literal("visit"), n: literal("3") }, { kind: iri("https://example.org/b"), label: literal("b") }];
    expect(measures(["kind", "label", "n"], rows)).toEqual({ label: "label", values: ["n"] });
    expect(measures(["kind", "label"], rows)).toBeUndefined();
    expect(measures(["year"], [{ year: literal("1997") }])).toBeUndefined();
  });
});
