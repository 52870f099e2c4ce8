// Files into a case by the keyboard: the system's own dialog for a folder, and then the program's.
import { basename } from "node:path";
import { environment } from "../setting.mjs";
import { keys, until } from "../webdriver.mjs";
import { openKeyboard } from "../x-keyboard.mjs";

const title = "Vælg den mappe, der skal indlæses";
const aMoment = 10_000;

export async function takeInByKeys(window, picture, road, number, folder) {
  const { takeFromPalette, hashIs, untilText, look, focusIs, goneIs, tabTo } = road;
  await takeFromPalette(number);
  await hashIs(/^#\/sag\//);
  await untilText(number);
  await choose();
  await picture("aktindsigt-offered");

  // The case that stands open, or the one that is looked up.
  await focusIs("at.matches('dialog input[type=text], dialog button[type=submit]')");
  if (await look("return document.activeElement.matches('input')")) {
    await window.type(number);
    await window.see("dialog input[name=case]");
    await tabTo("at.name === 'case'");
    await window.press(" ");
  }
  await untilText(`Indlæs på sag ${number}`);
  await tabTo("at.matches('dialog button[type=submit]')");
  await window.press(keys.enter);
  await hashIs(/^#\/indlaesning\//);
  await untilText("Alle filer er gjort rede for");
  await picture("aktindsigt-intake");
  return look("return document.querySelector('[data-sums]').innerText.replace(/\\s+/g, ' ').trim()");

  /** Nobody can see when the system's dialog hears its keys: what was chosen is what the program then offers. */
  async function choose() {
    const keyboard = await openKeyboard(environment(null).DISPLAY);
    try {
      for (let pause = 40; pause < 2_000; pause *= 3) {
        await takeFromPalette("indlæs en mappe");
        await goneIs("dialog");
        const dialog = await keyboard.turnTo(title);
        await keyboard.type(folder, pause);
        keyboard.press("enter");
        const isGone = () => until(async () => !(await dialog.isThere()), "the system's dialog is gone", aMoment);
        const wasTaken = await isGone().then(() => true, () => false);
        while (await dialog.isThere()) {
          keyboard.press("escape");
          await isGone().catch(() => undefined);
        }
        dialog.turnBack();
        if (!wasTaken) continue;
        await window.see("dialog .names");
        if ((await look("return document.querySelector('dialog .names').innerText")).trim() === basename(folder)) return;
        await window.press(keys.escape);
        await goneIs("dialog");
      }
      throw new Error("the folder was never chosen");
    } finally {
      keyboard.close();
    }
  }
}
