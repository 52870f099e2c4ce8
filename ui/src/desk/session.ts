import { backend, type SignedIn } from "../backend";
import { toasts } from "../parts/toasts.svelte";
import { router } from "../route/router.svelte";
import { caseAccess } from "./case-access.svelte";
import { choices } from "./choices.svelte";
import { deadlineLaw } from "./deadline-law.svelte";
import { desk } from "./desk.svelte";
import { indexState } from "./index-state.svelte";
import { intakeNews } from "./intake-news.svelte";
import { jobs } from "./jobs.svelte";
import { lawWork } from "./law-work.svelte";
import { offered } from "./offered-files.svelte";
import { forgetWhatRoomsKeep } from "./person-leaves";
import { settings } from "./settings.svelte";

export async function signIn(username: string, password: string): Promise<void> {
  await backend.call("sign_in", { username, password });
  await desk.refresh();
}

export async function unlock(password: string): Promise<SignedIn> {
  const person = await backend.call("unlock", { password });
  await desk.refresh();
  return person;
}

export async function lockDesk(): Promise<void> {
  try {
    await backend.call("lock", {});
  } finally {
    await desk.refresh();
  }
}

export async function signOut(): Promise<void> {
  try {
    await backend.call("sign_out", {});
  } finally {
    await desk.refresh();
  }
}

/** Leaves nothing of one person's work to the next: no place, no rows, no settings, no word of what was done. */
export function forgetThePerson(): void {
  router.leave();
  toasts.forget();
  settings.forget();
  jobs.forget();
  caseAccess.forget();
  choices.forget();
  deadlineLaw.forget();
  lawWork.forget();
  offered.forget();
  forgetWhatRoomsKeep();
  intakeNews.forget();
  indexState.forget();
}
