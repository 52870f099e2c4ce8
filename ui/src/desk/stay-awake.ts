import { backend } from "../backend";
import { desk } from "./desk.svelte";

const atMostEvery = 30_000;
const signsOfLife = ["pointerdown", "pointermove", "keydown", "wheel", "scroll"] as const;

/** Tells the desk that somebody is there, at most twice a minute, so that it does not lock under her hands. */
export function stayAwakeWhileInUse(): () => void {
  let last = Date.now();
  const onLife = () => {
    const now = Date.now();
    if (now - last < atMostEvery || desk.state?.phase !== "signed_in") return;
    last = now;
    // A lost sign of life costs nothing: the next one follows, and a locked desk says so by an event.
    backend.call("keep_awake", {}).catch(() => undefined);
  };
  for (const sign of signsOfLife) addEventListener(sign, onLife, { passive: true, capture: true });
  return () => {
    for (const sign of signsOfLife) removeEventListener(sign, onLife, { capture: true });
  };
}
