import { linkTo, type Place, placeFrom } from "./place";

/** Where somebody was in a list: the row that the keys are at, and how far down. */
interface Spot {
  active: number;
  scrollTop: number;
}

/** The place the person is at. Back and forward are the browser's own. */
class Router {
  place = $state.raw<Place>(placeFrom(location.hash));
  /** Whether she came by back or forward, and so to what she left. */
  cameBack = false;
  /** How many steps of the history are ours: nobody is led back out of the program. */
  #step = 0;
  /** By list, with the place it was left at. */
  #spots = new Map<string, { link: string; spot: Spot }>();
  /** Where the person was last in each room, so that going back to a room finds it as it was left. */
  #lastIn = new Map<string, Place>();

  get room(): string {
    return this.place.path.split("/")[0] ?? "";
  }

  start(): () => void {
    // After a reload the steps before it are there still.
    this.#step = stepOf(history.state) ?? 0;
    history.replaceState({ step: this.#step }, "");
    const onHistory = () => this.#follow(history.state);
    addEventListener("hashchange", onHistory);
    addEventListener("popstate", onHistory);
    return () => {
      removeEventListener("hashchange", onHistory);
      removeEventListener("popstate", onHistory);
    };
  }

  go(place: Place): void {
    if (linkTo(place) === linkTo(this.place)) return;
    this.#step += 1;
    this.cameBack = false;
    history.pushState({ step: this.#step }, "", linkTo(place));
    this.#arriveAt(place);
  }

  /** To where the person was before; who came by a link from outside was nowhere. */
  back(otherwise: Place): void {
    if (this.#step > 0) history.back();
    else this.go(otherwise);
  }

  goToRoom(room: string): void {
    if (room !== this.room) this.go(this.#lastIn.get(room) ?? { path: room, query: {} });
  }

  /** The same step of the history with other answers: typing in a search field makes no trail. */
  replace(place: Place): void {
    if (linkTo(place) === linkTo(this.place)) return;
    history.replaceState({ step: this.#step }, "", linkTo(place));
    this.#arriveAt(place);
  }

  /** Changes answers of the query and keeps the others; `null` takes one away. */
  answer(changes: Record<string, string | null>, how: "go" | "replace"): void {
    const query = Object.fromEntries(
      Object.entries({ ...this.place.query, ...changes }).filter((entry): entry is [string, string] => !!entry[1]),
    );
    this[how]({ path: this.place.path, query });
  }

  /** Forgets where the person was. */
  leave(): void {
    this.#lastIn.clear();
    this.#spots.clear();
    this.#step = 0;
    this.cameBack = false;
    history.replaceState({ step: 0 }, "", location.pathname);
    this.place = { path: "", query: {} };
  }

  keepSpot(list: string, spot: Spot): void {
    this.#spots.set(list, { link: linkTo(this.place), spot });
  }

  /** Where the person was in the list when she left it, if it is the same list. */
  spotIn(list: string): Spot | null {
    const kept = this.#spots.get(list);
    return kept?.link === linkTo(this.place) ? kept.spot : null;
  }

  #follow(state: unknown): void {
    const step = stepOf(state);
    if (step === null) {
      // A link that was handed in or typed is a new step, and knows nothing of ours.
      this.#step += 1;
      this.cameBack = false;
      history.replaceState({ step: this.#step }, "");
    } else if (step !== this.#step) {
      this.#step = step;
      this.cameBack = true;
    }
    this.#arriveAt(placeFrom(location.hash));
  }

  #arriveAt(place: Place): void {
    this.place = place;
    this.#lastIn.set(this.room, place);
  }
}

function stepOf(state: unknown): number | null {
  const step = typeof state === "object" && state !== null && "step" in state ? state.step : null;
  return typeof step === "number" ? step : null;
}

export const router = new Router();
