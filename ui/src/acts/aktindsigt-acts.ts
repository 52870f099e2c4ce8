import { placeOfNewRequest } from "../rooms/aktindsigt/aktindsigt-place";
import { openCase } from "../rooms/case/page/open-case.svelte";
import { router } from "../route/router.svelte";
import type { Act } from "./acts";

/** A request is mostly about the case that stands open. */
export const aktindsigtActs: readonly Act[] = [
  {
    id: "aktindsigt.new",
    messageKey: "act.aktindsigt.new",
    alsoKey: "act.aktindsigt.new.also",
    group: "case",
    icon: "folder",
    right: "work_on_cases",
    run: () => router.go(placeOfNewRequest(openCase.id)),
  },
];
