/** Where a table's rows come from: all at hand, or fetched as they are scrolled to. */
export interface RowSource<Row> {
  readonly total: number;
  /** The rows still answer an older question. */
  readonly isLoading?: boolean;
  /** `undefined` while the row is on its way. */
  at(index: number): Row | undefined;
  /** The table is about to draw these. Cheap to call often. */
  need(first: number, end: number): void;
}

/** Rows that are all here. */
export function rowsAtHand<Row>(rows: readonly Row[]): RowSource<Row> {
  return { total: rows.length, at: (index) => rows[index], need: () => undefined };
}
