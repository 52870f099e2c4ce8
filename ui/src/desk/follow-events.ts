import { backend, type DeskEvent } from "../backend";
import { t } from "../i18n/messages.svelte";
import { toasts } from "../parts/toasts.svelte";
import { placeFrom } from "../route/place";
import { router } from "../route/router.svelte";
import { desk } from "./desk.svelte";
import { jobs } from "./jobs.svelte";

/** Lets what the desk tells unasked reach the screens. */
export function followDeskEvents(): () => void {
  return backend.onEvent(handle);
}

function handle(event: DeskEvent): void {
  switch (event.kind) {
    case "locked":
      return desk.noteLocked();
    case "desk_changed":
      return void desk.refresh();
    case "go_to":
      return router.go(placeFrom(event.data));
    case "job":
      jobs.note(event.data);
      if (event.data.state === "done") toasts.say(t(`job.${event.data.kind}.done`));
  }
}
