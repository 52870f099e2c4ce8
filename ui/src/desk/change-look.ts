import { asErrorReply, type ErrorReply } from "../backend";
import { errorSentence } from "../i18n/messages.svelte";
import { toasts } from "../parts/toasts.svelte";
import { desk } from "./desk.svelte";
import { look } from "./look.svelte";
import { lookFrom } from "./remembered-look";
import { settings } from "./settings.svelte";

export type LookKey = "language" | "theme" | "text_size" | "density";

/** Repaints at once; when somebody is signed in it is also kept as her own setting. */
export async function changeLook(key: LookKey, value: string): Promise<void> {
  const parts = { language: look.language, theme: look.theme, textSize: look.textSize, density: look.density };
  look.change(lookFrom({ ...parts, [key === "text_size" ? "textSize" : key]: value }));
  if (desk.state?.phase !== "signed_in") return;
  try {
    await settings.change(key, value);
  } catch (thrown) {
    // The look holds on this machine all the same; only its keeping failed.
    const failure: ErrorReply = asErrorReply(thrown);
    toasts.say(errorSentence(failure.code));
  }
}
