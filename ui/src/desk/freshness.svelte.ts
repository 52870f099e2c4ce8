/** When the screen last got data from the desk, for the status line. */
export const freshness = $state<{ at: Date | null }>({ at: null });

export function noteFresh(): void {
  freshness.at = new Date();
}

/** The time of day, moving once a minute, for the ages that are shown. */
export const clock = $state({ now: new Date() });

export function startClock(): () => void {
  const ticking = setInterval(() => (clock.now = new Date()), 60_000);
  return () => clearInterval(ticking);
}
