import { linkTo, type Place, placeFrom } from "./place";

/** The place the person is at. Back and forward are the browser's own. */
class Router {
  place = $state.raw<Place>(placeFrom(location.hash));
  /** Where the person was last in each room, so that going back to a room finds it as it was left. */
  #lastIn = new Map<string, Place>();

  get room(): string {
    return this.place.path.split("/")[0] ?? "";
  }

  start(): () => void {
    const onHash = () => this.#arriveAt(placeFrom(location.hash));
    addEventListener("hashchange", onHash);
    addEventListener("popstate", onHash);
    return () => {
      removeEventListener("hashchange", onHash);
      removeEventListener("popstate", onHash);
    };
  }

  go(place: Place): void {
    if (linkTo(place) === linkTo(this.place)) return;
    history.pushState(null, "", linkTo(place));
    this.#arriveAt(place);
  }

  goToRoom(room: string): void {
    if (room !== this.room) this.go(this.#lastIn.get(room) ?? { path: room, query: {} });
  }

  /** The same step of the history with other answers: typing in a search field makes no trail. */
  replace(place: Place): void {
    if (linkTo(place) === linkTo(this.place)) return;
    history.replaceState(null, "", linkTo(place));
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
    history.replaceState(null, "", location.pathname);
    this.place = { path: "", query: {} };
  }

  #arriveAt(place: Place): void {
    this.place = place;
    this.#lastIn.set(this.room, place);
  }
}

export const router = new Router();
