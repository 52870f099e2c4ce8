import type { DocumentRead } from "../backend";

/** Documents that have been read since somebody asked for them. */
class DocumentNews {
  #listeners = new Set<(id: string) => void>();

  note(read: DocumentRead): void {
    for (const listener of this.#listeners) listener(read.id);
  }

  follow(id: string, listener: () => void): () => void {
    const ofDocument = (read: string) => {
      if (read === id) listener();
    };
    this.#listeners.add(ofDocument);
    return () => this.#listeners.delete(ofDocument);
  }
}

export const documentNews = new DocumentNews();
