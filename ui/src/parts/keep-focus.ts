/**
 * For lists whose buttons are exchanged by what they do: who pressed one with the keyboard stays at its row, instead of
 * being sent back to the top of the window.
 */
export function keepFocus(list: HTMLElement): () => void {
  let at: Element | null = null;

  const arrive = (event: FocusEvent) => {
    at = event.target instanceof Element ? event.target.closest("li") : null;
  };
  const leave = (event: FocusEvent) => {
    // A button that is taken away leaves as well; who goes by herself leaves one that stays.
    const left = event.target;
    queueMicrotask(() => {
      if (left instanceof Node && left.isConnected) at = null;
    });
  };
  const observer = new MutationObserver(() => {
    if (at?.isConnected && document.activeElement === document.body) focusWithin(at);
  });

  list.addEventListener("focusin", arrive);
  list.addEventListener("focusout", leave);
  observer.observe(list, { childList: true, subtree: true });
  return () => {
    list.removeEventListener("focusin", arrive);
    list.removeEventListener("focusout", leave);
    observer.disconnect();
  };
}

/** The first thing in it that can be worked. */
export function focusWithin(place: Element): void {
  place.querySelector<HTMLElement>("button, a[href], input, textarea, select")?.focus();
}
