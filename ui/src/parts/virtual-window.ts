/**
 * Which rows of a long list to draw, and where. Pure arithmetic.
 *
 * Browsers clamp the height of an element at some 33 million pixels, and lose whole pixels before that.
 * A list longer than `maxScrollHeight` therefore gets a shorter scroll bar, and the scroll position is
 * stretched over the list.
 */
export interface Viewport {
  total: number;
  rowHeight: number;
  height: number;
  scrollTop: number;
}

export interface DrawnRows {
  first: number;
  /** One past the last. */
  end: number;
  /** Where the first drawn row stands, in pixels from the top of the scrolled content. */
  top: number;
  scrollHeight: number;
}

export const maxScrollHeight = 12_000_000;
const spareRows = 6;

export function drawnRows(view: Viewport): DrawnRows {
  const scrollHeight = scrollHeightOf(view);
  const listTop = listTopOf(view);
  const first = clamp(Math.floor(listTop / view.rowHeight) - spareRows, 0, view.total);
  const end = clamp(Math.ceil((listTop + view.height) / view.rowHeight) + spareRows, 0, view.total);
  return { first, end, top: view.scrollTop - listTop + first * view.rowHeight, scrollHeight };
}

/** The scroll position that brings a row into view with the least movement. */
export function scrollTopToShow(row: number, view: Viewport): number {
  const listTop = listTopOf(view);
  const rowTop = row * view.rowHeight;
  if (rowTop < listTop) return scrollTopOf(rowTop, view);
  const lowest = rowTop + view.rowHeight - view.height;
  return lowest > listTop ? scrollTopOf(lowest, view) : view.scrollTop;
}

/** How far to move the scroll bar so that the list moves by `pixels`. */
export function scrollBy(pixels: number, view: Viewport): number {
  return pixels / stretchOf(view);
}

export function isStretched(view: Viewport): boolean {
  return stretchOf(view) > 1;
}

function scrollHeightOf(view: Viewport): number {
  return Math.min(view.total * view.rowHeight, maxScrollHeight);
}

/** How many pixels of the list lie above the viewport. */
function listTopOf(view: Viewport): number {
  const listHeight = view.total * view.rowHeight;
  return clamp(view.scrollTop * stretchOf(view), 0, Math.max(0, listHeight - view.height));
}

function scrollTopOf(listTop: number, view: Viewport): number {
  return Math.max(0, listTop / stretchOf(view));
}

function stretchOf(view: Viewport): number {
  const shown = scrollHeightOf(view) - view.height;
  const whole = view.total * view.rowHeight - view.height;
  return shown > 0 ? Math.max(1, whole / shown) : 1;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
