/** What a list of the page Søg tells the page. */
export interface SearchNews {
  /** It has its first answer, good or bad. */
  isReady: boolean;
  isBusy: boolean;
  /** How much there is, in words; nothing where nothing is counted. */
  summary: string;
}
