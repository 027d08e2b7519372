import { expect, test } from "vitest";
import { wrapped } from "./picture";

const tens = (text: string): number => text.length * 10;

test("words break at blanks, and never inside", () => {
  expect(wrapped("Wakkanai and Nevelsk since 1972", 140, 10, tens)).toEqual(["Wakkanai and", "Nevelsk since", "1972"]);
});

test("Japanese breaks after any sign", () => {
  expect(wrapped("稚内市とネベリスク市", 50, 10, tens)).toEqual(["稚内市とネ", "ベリスク市"]);
});

test("a word wider than the line stands alone", () => {
  expect(wrapped("a https://example.org/very/long b", 100, 10, tens)).toEqual(["a", "https://example.org/very/long", "b"]);
});

test("nothing has no lines", () => {
  expect(wrapped("", 100, 10, tens)).toEqual([]);
});
