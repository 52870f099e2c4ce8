import { tMaybe } from "../../i18n/messages.svelte";

/** An act of the log in words. One that is newer than these texts keeps its code: the log hides nothing. */
export function actName(act: string): string {
  return tMaybe(`audit.act.${act}`) ?? act;
}

export function subjectName(kind: string): string {
  return tMaybe(`audit.subject.${kind}`) ?? kind;
}
