export interface Toast {
  id: number;
  text: string;
  /** What takes it back. */
  act: ToastAct | null;
}

export interface ToastAct {
  label: string;
  run: () => void;
}

const shownFor = 6_000;
/** Somebody who did it by a slip must have time to see it, and to get there by the keyboard. */
const shownWithActFor = 20_000;

/** Short good news that needs no answer. What needs an act is shown where the act is, never here. */
class Toasts {
  shown = $state.raw<Toast[]>([]);
  #next = 0;

  say(text: string, act: ToastAct | null = null): void {
    const toast = { id: this.#next++, text, act };
    this.shown = [...this.shown, toast].slice(-3);
    setTimeout(() => this.dismiss(toast.id), act ? shownWithActFor : shownFor);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  forget(): void {
    this.shown = [];
  }
}

export const toasts = new Toasts();
