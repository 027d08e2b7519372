import { expect, it } from "vitest";
import { matching } from "./picker";

const OPTIONS: [string, string][] = [
  ["Visit", "訪問"],
  ["YouthExchange", "青少年交流"],
  ["Opening", "開設"],
];

it("finds an option by its name or its word, the beginning first", () => {
  expect(matching(OPTIONS, "青")).toEqual([{ value: "YouthExchange", name: "青少年交流" }]);
  expect(matching(OPTIONS, "visit").map(({ value }) => value)).toEqual(["Visit"]);
  expect(matching(OPTIONS, "o").map(({ value }) => value)).toEqual(["Opening", "YouthExchange"]);
});

it("offers every option where nothing is typed", () => {
  expect(matching(OPTIONS, " ")).toHaveLength(3);
  expect(matching(OPTIONS, "?")).toEqual([]);
});
