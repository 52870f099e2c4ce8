import { expect, test } from "vitest";
import { dpiFor, percentOf, widthOf, zoomBy } from "./page-zoom";

const a4 = 595;

test("a page is as wide as its room, or a multiple of its printed size", () => {
  expect(widthOf("fit", a4, 640)).toBe(640);
  expect(widthOf("fit", a4, 10)).toBe(120);
  expect(percentOf(widthOf(1, a4, 640), a4)).toBe(100);
  expect(percentOf(widthOf(2, a4, 640), a4)).toBe(200);
});

test("larger and smaller lead through the widths in order, and end", () => {
  const room = 900;
  const larger = [];
  for (let zoom = zoomBy(1, 1, a4, room); zoom !== null; zoom = zoomBy(1, zoom, a4, room)) larger.push(zoom);
  expect(larger).toEqual(["fit", 1.5, 2, 3]);
  expect(zoomBy(-1, "fit", a4, room)).toBe(1);
  expect(zoomBy(-1, 1, a4, room)).toBeNull();
  expect(zoomBy(-1, 1, a4, 300)).toBe("fit");
});

test("the picture is sharp enough for the screen and bounded", () => {
  expect(dpiFor(640, a4, 1)).toBe(110);
  expect(dpiFor(640, a4, 2)).toBe(200);
  expect(dpiFor(9000, a4, 2)).toBe(400);
});
