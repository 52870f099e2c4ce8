/** As many as one looks through; with more, somebody types more of the name. */
const mostFound = 20;

/** Those who are chosen always stand there, also when what is typed fits others; then those who fit. */
export function pickable<One extends { id: string }>(
  all: readonly One[],
  chosen: readonly string[],
  fits: (one: One) => boolean,
  isTyped: boolean,
): One[] {
  const isChosen = (one: One) => chosen.includes(one.id);
  const found = isTyped ? all.filter((one) => !isChosen(one) && fits(one)).slice(0, mostFound) : [];
  return [...all.filter(isChosen), ...found];
}
