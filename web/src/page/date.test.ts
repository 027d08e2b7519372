import { expect, it } from "vitest";
import { after, earliest, written } from "./date";

it("writes a date as exact as told", () => {
  expect(written("1997-06", "1997-06", "ja")).toBe("1997年6月(平成9年)");
  expect(written("1989", "1989", "ja")).toBe("1989年(昭和64年・平成元年)");
  expect(written("1997-06", "1997-06", "en")).toBe("June 1997");
  expect(written("1997-06-03", "1997-06-03", "en")).toBe("3 June 1997");
  expect(written("1997-06", "1997-06", "ru")).toBe("июнь 1997 г.");
  expect(written("1997", "1997", "ru")).toBe("1997 г.");
});

it("says once what both ends of a span share", () => {
  expect(written("2005-07-02", "2005-07-05", "ja")).toBe("2005年7月2日〜5日(平成17年)");
  expect(written("2019-04-30", "2019-05-01", "ja")).toBe("2019年4月30日(平成31年)〜5月1日(令和元年)");
  expect(written("2005-07-02", "2005-07-05", "en")).toBe("2–5 July 2005");
  expect(written("2005-07-30", "2005-08-02", "ru")).toBe("30 июля – 2 августа 2005 г.");
  expect(written("2005-07", "2005-08-02", "en")).toBe("July 2005 – 2 August 2005");
});

it("knows between which days a date may lie", () => {
  expect(earliest("2005-07").toISOString()).toBe("2005-07-01T00:00:00.000Z");
  expect(after("2005-12").toISOString()).toBe("2006-01-01T00:00:00.000Z");
  expect(after("2004-02-28").getUTCDate()).toBe(29);
});
