const storageKey = "sagsbord.recent-acts";
const kept = 8;

/** The ids of the acts last run from the palette, newest first. Ids only: nothing of a case is kept. */
export function recentActs(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter((id) => typeof id === "string").slice(0, kept) : [];
  } catch {
    return [];
  }
}

export function rememberAct(id: string): void {
  const ids = [id, ...recentActs().filter((other) => other !== id)].slice(0, kept);
  try {
    localStorage.setItem(storageKey, JSON.stringify(ids));
  } catch {
    // Storage is full or closed: the order of the palette is all that is lost.
  }
}
