import { desk } from "../desk/desk.svelte";
import { lockDesk, signOut } from "../desk/session";
import { frameDialogs } from "../frame/frame-dialogs.svelte";
import { focusSearch } from "../rooms/search/focus-search.svelte";
import { router } from "../route/router.svelte";
import type { Act } from "./acts";

export const deskActs: readonly Act[] = [
  {
    id: "desk.palette",
    messageKey: "act.palette",
    group: "desk",
    icon: "search",
    shortcut: "Ctrl+K",
    right: null,
    run: () => (frameDialogs.open = "palette"),
  },
  {
    id: "search.focus",
    messageKey: "act.search",
    group: "desk",
    icon: "search",
    shortcut: "Ctrl+F",
    right: "read_cases",
    run: () => {
      router.goToRoom("soeg");
      focusSearch.ask();
    },
  },
  {
    id: "desk.refresh",
    messageKey: "act.refresh",
    alsoKey: "act.refresh.also",
    group: "desk",
    icon: "refresh",
    shortcut: "F5",
    right: null,
    run: () => desk.askForFreshData(),
  },
  {
    id: "desk.shortcuts",
    messageKey: "act.shortcuts",
    alsoKey: "act.shortcuts.also",
    group: "desk",
    icon: "help",
    shortcut: "F1",
    right: null,
    run: () => (frameDialogs.open = "shortcuts"),
  },
  {
    id: "desk.password",
    messageKey: "act.password",
    alsoKey: "act.password.also",
    group: "desk",
    icon: "person",
    right: null,
    run: () => (frameDialogs.open = "password"),
  },
  {
    id: "desk.lock",
    messageKey: "act.lock",
    alsoKey: "act.lock.also",
    group: "desk",
    icon: "lock",
    shortcut: "Ctrl+L",
    right: null,
    run: () => void lockDesk(),
  },
  {
    id: "desk.sign_out",
    messageKey: "act.sign_out",
    alsoKey: "act.sign_out.also",
    group: "desk",
    icon: "close",
    right: null,
    run: () => void signOut(),
  },
];
