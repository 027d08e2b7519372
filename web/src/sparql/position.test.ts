import { describe, expect, it } from "vitest";
import { position, prefixesUsed } from "./position";

const PROLOGUE = "PREFIX exg: <https://w3id.org/exgraph/ns#>\nSELECT * WHERE {\n";
const expected = (text: string) => position(PROLOGUE + text).expected;

describe("what a query expects at the cursor", () => {
  it.each([
    ["?event ", "property"],
    ["?event ex", "property"],
    ["?event a ", "class"],
    ["?event a exg:Ev", "class"],
    ["?event rdf:type まち", "class"],
    ["?event exg:involves ", "thing"],
    ["?event exg:involves ネベ", "thing"],
    ["?event exg:involves ?a, нев", "thing"],
    ["?event a exg:Event ; ", "property"],
    ["?event a exg:Event ; exg:year ?year . ", "thing"],
    ["?event exg:involves/exg:wi", "property"],
    ["?event ^exg:in", "property"],
    ["[ ", "property"],
    ["?event exg:participation [ exg:from ", "thing"],
    ["OPTIONAL { ?event exg:x ?y } ?event ", "property"],
    ["?event exg:year ?year FILTER(?year > 3) ?event ", "property"],
    ['?it rdfs:label "a b', "nothing"],
    ['?it rdfs:label "a" ; ', "property"],
    ["?it <http://exa", "nothing"],
    ["# ?it ", "nothing"],
    ["?it ?p ?o # note\n . ?it ", "property"],
    ["?it exg:year ?ye", "variable"],
  ])("%s → %s", (text, kind) => {
    expect(expected(text)).toBe(kind);
  });

  it("knows where what has been typed begins", () => {
    const text = `${PROLOGUE}?event exg:involves ネベリ`;
    expect(position(text)).toEqual({ expected: "thing", word: "ネベリ", from: text.length - 3 });
  });

  it("offers prefixes after PREFIX, and nothing outside of a pattern", () => {
    expect(position("PREFIX ge").expected).toBe("prefix");
    expect(position("SELECT ").expected).toBe("nothing");
  });
});

it("finds the prefixes that a query uses, not those in text, IRIs and comments", () => {
  const query = 'SELECT * { ?a rdfs:label "geo:lat" ; <http://a/b> ?c . # prov:it\n FILTER(?c = xsd:date("x")) }';
  expect(prefixesUsed(query)).toEqual(["rdfs", "xsd"]);
});
