/** As many rows at a time, so often in a row, and nobody reads them as they go by. */
const manyRows = 4;
const manyTimes = 3;
/** Longer than a frame: with a rest like that between two steps they are read. */
const shortRest = 60;
/** So long after the last step they have come to rest. */
const untilSettled = 80;

interface Drawn {
  first: number;
  end: number;
}

/** A list that is pulled along: the rows that stood when it began stay drawn, those that come in wait until it rests. */
export class Rush {
  #stood = $state.raw<Drawn | null>(null);
  #times = 0;
  #last = 0;
  #keysAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A step of so many rows, away from those that are drawn. */
  moved(rows: number, drawn: Drawn): void {
    const now = this.now();
    const isPulled = rows >= manyRows && now - this.#last < shortRest && now - this.#keysAt > shortRest * 2;
    this.#last = now;
    this.#times = isPulled ? this.#times + 1 : 0;
    if (this.#times < manyTimes) {
      if (!isPulled) this.end();
      return;
    }
    this.#stood ??= drawn;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), untilSettled);
  }

  /** Whether that row goes by too fast to be drawn. */
  passes(index: number): boolean {
    return this.#stood !== null && (index < this.#stood.first || index >= this.#stood.end);
  }

  byKeys(): void {
    this.#keysAt = this.now();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#times = 0;
    this.#stood = null;
  }
}
