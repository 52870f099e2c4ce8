import type { ReviewNews } from "../backend";

/** What happens in the review of a request, at whatever desk. */
class ReviewNewsHeard {
  #listeners = new Set<(news: ReviewNews) => void>();

  note(news: ReviewNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  follow(id: string, listener: (news: ReviewNews) => void): () => void {
    const ofRequest = (news: ReviewNews) => {
      if (news.id === id) listener(news);
    };
    this.#listeners.add(ofRequest);
    return () => this.#listeners.delete(ofRequest);
  }
}

export const reviewNews = new ReviewNewsHeard();
