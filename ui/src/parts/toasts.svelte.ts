export interface Toast {
  id: number;
  text: string;
}

const shownFor = 6_000;

/** Short good news that needs no answer. What needs an act is shown where the act is, never here. */
class Toasts {
  shown = $state.raw<Toast[]>([]);
  #next = 0;

  say(text: string): void {
    const toast = { id: this.#next++, text };
    this.shown = [...this.shown, toast].slice(-3);
    setTimeout(() => this.dismiss(toast.id), shownFor);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
