import { expect, it } from "vitest";
import { extent, eye, eyeText, latitude, ordinate, projected, turned } from "./projection";

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
  const [west, , east] = extent([...near, { at: projected(-106.8, 39), weight: 1 }], 0.04);
  expect(west).toBeCloseTo(140);
  expect(east).toBeCloseTo(141.9);
  expect(extent([{ at: [141, -50], weight: 1 }], 0.04)).toEqual([141, -50, 141, -50]);
});

it("finds the latitude of an ordinate again", () => {
  for (const degrees of [-60, 0, 43.06, 70]) expect(latitude(ordinate(degrees))).toBeCloseTo(degrees);
});

it("keeps a view in the address, and no other text for one", () => {
  expect(eye(eyeText([141.5, 45.25, 12]))).toEqual([141.5, 45.25, 12]);
  for (const text of [null, "", "141,45", "141,99,3", "141,45,0", "a,b,c"]) expect(eye(text)).toBeUndefined();
});
