/** Where a pane has just come on the screen its height is not known yet, and the browser scrolls to where nothing is. */
export function focusInView(control: HTMLElement | null): void {
  control?.focus();
  requestAnimationFrame(() => control?.scrollIntoView({ block: "nearest" }));
}
