const forgetting = new Set<() => void>();

/** For what a room keeps of one person's work beyond its screen: it is let go of when she leaves the desk. */
export function whenThePersonLeaves(forget: () => void): void {
  forgetting.add(forget);
}

export function forgetWhatRoomsKeep(): void {
  for (const forget of forgetting) forget();
}
