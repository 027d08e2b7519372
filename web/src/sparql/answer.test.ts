import { expect, it } from "vitest";
import { statements } from "./answer";

it("reads statements with IRIs, blank nodes, literals and escapes", () => {
  const text = [
    '<https://example.org/a> <https://example.org/p> <https://example.org/\\u307E> .',
    '_:b0 <https://example.org/p> "a \\"quoted\\"\\nline"@en .',
    '<https://example.org/a> <https://example.org/q> "1972"^^<http://www.w3.org/2001/XMLSchema#gYear> .',
    "# nothing",
    "",
  ].join("\n");
  expect(statements(text)).toEqual([
    { subject: { type: "uri", value: "https://example.org/a" }, property: "https://example.org/p", object: { type: "uri", value: "https://example.org/ま" } },
    { subject: { type: "bnode", value: "_:b0" }, property: "https://example.org/p", object: { type: "literal", value: 'a "quoted"\nline', datatype: undefined, "xml:lang": "en" } },
    { subject: { type: "uri", value: "https://example.org/a" }, property: "https://example.org/q", object: { type: "literal", value: "1972", datatype: "http://www.w3.org/2001/XMLSchema#gYear", "xml:lang": undefined } },
  ]);
});
