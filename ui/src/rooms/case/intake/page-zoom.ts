/** How wide a page is drawn: as wide as there is room for, or this many times its printed size. */
export type Zoom = "fit" | 1 | 1.5 | 2 | 3;

const steps: readonly Zoom[] = ["fit", 1, 1.5, 2, 3];
/** Few, so that a page that was looked at once is not drawn anew for every width of the window. */
const sharpnesses = [72, 110, 150, 200, 300, 400];
/** A page at its printed size on an ordinary screen. */
const screenDpi = 96;
const pointsPerInch = 72;
const narrowest = 120;

export function widthOf(zoom: Zoom, pagePoints: number, room: number): number {
  if (zoom === "fit") return Math.max(narrowest, Math.floor(room));
  return Math.round((pagePoints / pointsPerInch) * screenDpi * zoom);
}

/** Sharp at that width on this screen, and no sharper than the desk draws. */
export function dpiFor(width: number, pagePoints: number, pixelRatio: number): number {
  const wanted = (width * pixelRatio) / (pagePoints / pointsPerInch);
  return sharpnesses.find((one) => one >= wanted) ?? (sharpnesses.at(-1) as number);
}

/** The next larger or smaller than what is shown now. `null`: there is none. */
export function zoomBy(step: 1 | -1, zoom: Zoom, pagePoints: number, room: number): Zoom | null {
  const now = widthOf(zoom, pagePoints, room);
  const wider = steps
    .map((one) => ({ one, width: widthOf(one, pagePoints, room) }))
    .filter(({ width }) => (step > 0 ? width > now : width < now))
    .sort((a, b) => step * (a.width - b.width));
  return wider[0]?.one ?? null;
}

export function percentOf(width: number, pagePoints: number): number {
  return Math.round((width / ((pagePoints / pointsPerInch) * screenDpi)) * 100);
}
