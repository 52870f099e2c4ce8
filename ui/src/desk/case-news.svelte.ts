import type { CaseNews } from "../backend";

/** What the desk told of cases that changed; whoever looks at one follows it here. */
class AllCaseNews {
  /** Moves with everything that is told. */
  count = $state(0);
  last = $state.raw<CaseNews | null>(null);
  #listeners = new Set<(news: CaseNews) => void>();

  note(news: CaseNews): void {
    this.last = news;
    this.count += 1;
    for (const listener of this.#listeners) listener(news);
  }

  /** Of one case, until the answer is called. */
  follow(caseId: string, listener: (news: CaseNews) => void): () => void {
    const ofCase = (news: CaseNews) => {
      if (news.caseId === caseId) listener(news);
    };
    this.#listeners.add(ofCase);
    return () => this.#listeners.delete(ofCase);
  }
}

export const caseNews = new AllCaseNews();
