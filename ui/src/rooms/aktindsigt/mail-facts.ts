import type { IntakeMail } from "../../backend/contract";

/** What a mail says of the request that it brings: a first proposal for the form, which a person reads through. */
export function factsOfMail(mail: Pick<IntakeMail, "from" | "subject">): { name: string; contact: string; theme: string } {
  const whole = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(mail.from);
  const [name, contact] = whole ? [whole[1] ?? "", whole[2] ?? ""] : ["", mail.from.trim()];
  return { name, contact, theme: mail.subject.replace(/^(?:\s*(?:re|sv|vs|fw|fwd)\s*:)+\s*/i, "").trim().slice(0, 300) };
}
