const maxFrames = 12;

/**
 * What helps to find a fault of the screens: its kind and where in the program it happened. Not its
 * message, which may quote what was being shown.
 */
export function crashDetails(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "not an Error";
  const frames = (thrown.stack ?? "").split("\n").filter(isFrame).slice(0, maxFrames);
  return [thrown.name, ...frames.map(withoutQuery)].join("\n");
}

/** V8 writes `at name (file:1:2)`, WebKit and Gecko `name@file:1:2`. */
function isFrame(line: string): boolean {
  return /^\s*at .+:\d+:\d+\)?$/.test(line) || /^[^\s]*@.+:\d+:\d+$/.test(line);
}

function withoutQuery(line: string): string {
  return line.trim().replace(/[?#][^:)]*(?=:\d+:\d+)/, "");
}
