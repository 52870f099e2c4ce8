import type { FileKind, FileState, HiddenKind, IntakeFileRow, PageFlag, WhyUnreadable } from "../../../backend";
import { number } from "../../../i18n/format";
import { t } from "../../../i18n/messages.svelte";
import type { IconName } from "../../../parts/icons";

/** Each state by picture and word, so that none is known by its colour alone. */
export const stateIcons: Record<FileState, IconName> = {
  waiting: "hourglass",
  taken: "success",
  duplicate: "copy",
  container: "folder",
  left_out: "minus",
  unreadable: "error",
};

export const stateTones: Record<FileState, "good" | "plain" | "bad" | "quiet"> = {
  waiting: "quiet",
  taken: "good",
  duplicate: "plain",
  container: "plain",
  left_out: "quiet",
  unreadable: "bad",
};

export const stateName = (state: FileState): string => t(`intake.state.${state}`);
export const kindName = (kind: FileKind): string => t(`intake.kind.${kind}`);
export const hiddenName = (kind: HiddenKind): string => t(`intake.hidden.${kind}`);
export const flagName = (flag: PageFlag): string => t(`intake.flag.${flag}`);
export const whyText = (why: WhyUnreadable): string => t(`intake.why.${why}`);
export const whatToDo = (why: WhyUnreadable): string => t(`intake.why_do.${why}`);

/** "97 % ens med 3.1 brev.pdf". Cut down, never up: only what is equal is called 100 %. */
export function likeText({ like }: Pick<IntakeFileRow, "like">): string {
  if (!like) return "";
  if (like.isExact) return t("intake.like.exact", { place: like.place, name: like.name });
  const percent = number(Math.floor(like.likeness / 10));
  return t("intake.like.near", { percent, place: like.place, name: like.name });
}

/** Those that a person should look at: a blank page is told, but asks for nobody. */
export function flagsText({ flags }: Pick<IntakeFileRow, "flags">): string {
  return flags
    .filter(({ flag }) => flag !== "blank")
    .map(({ flag, pages }) => t("intake.flags.of", { flag: flagName(flag), pages: t("intake.pages", { n: pages }) }))
    .join(", ");
}

export function flaggedPages({ flags }: Pick<IntakeFileRow, "flags">): number {
  return flags.filter(({ flag }) => flag !== "blank").reduce((most, { pages }) => Math.max(most, pages), 0);
}
