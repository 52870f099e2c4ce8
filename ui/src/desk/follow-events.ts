import { backend, type DeskEvent } from "../backend";
import { frameDialogs } from "../frame/frame-dialogs.svelte";
import { t } from "../i18n/messages.svelte";
import { toasts } from "../parts/toasts.svelte";
import { placeFrom } from "../route/place";
import { router } from "../route/router.svelte";
import { bundleWork } from "./bundle-work.svelte";
import { caseNews } from "./case-news.svelte";
import { desk } from "./desk.svelte";
import { documentNews } from "./document-news.svelte";
import { indexState } from "./index-state.svelte";
import { intakeNews } from "./intake-news.svelte";
import { jobs } from "./jobs.svelte";
import { offered } from "./offered-files.svelte";
import { restoring } from "./restoring.svelte";
import { reviewNews } from "./review-news.svelte";

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
    case "restoring":
      restoring.percent = event.data.percent;
      return;
    case "go_to":
      return goTo(event.data);
    case "files_offered":
      return offered.note(event.data);
    case "intake":
      return intakeNews.note(event.data);
    case "case_changed":
      return caseNews.note(event.data);
    case "document":
      return documentNews.note(event.data);
    case "review":
      return reviewNews.note(event.data);
    case "index":
      return indexState.noteChange();
    case "job":
      if (event.data.kind === "index") indexState.noteJob(event.data);
      if (event.data.kind === "bundle") bundleWork.note(event.data);
      if (!desk.may("manage_store")) return;
      jobs.note(event.data);
      if (event.data.state === "done") toasts.say(t(`job.${event.data.kind}.done`));
  }
}

/** The window's own menu asks for an act by a path, as a link asks for a room. */
function goTo(link: string): void {
  const place = placeFrom(link);
  if (place.path !== "genveje") router.go(place);
  else if (desk.state?.phase === "signed_in") frameDialogs.open = "shortcuts";
}
