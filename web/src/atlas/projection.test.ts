import { expect, it } from "vitest";
import { extent, ordinate, projected, turned } from "./projection";

it("draws America to the east of Japan", () => {
  expect(turned(-106.8)).toBeCloseTo(253.2);
  expect(turned(141.7)).toBeCloseTo(141.7);
  expect(turned(2.3)).toBeCloseTo(2.3);
});

it("has north up, and stretches towards the pole", () => {
  expect(ordinate(0)).toBeCloseTo(0);
  expect(ordinate(60) - ordinate(61)).toBeGreaterThan(ordinate(10) - ordinate(11));
  expect(projected(140, 45)[1]).toBeLessThan(0);
});

it("leaves out what lies far off and weighs little", () => {
  const near = Array.from({ length: 20 }, (_, step) => ({ at: projected(140 + step / 10, 43), weight: 10 }));
  const [west, , east] = extent([...near, { at: projected(-106.8, 39), weight: 1 }]);
  expect(west).toBeCloseTo(140);
  expect(east).toBeCloseTo(141.9);
  expect(extent([{ at: [141, -50], weight: 1 }])).toEqual([141, -50, 141, -50]);
});
