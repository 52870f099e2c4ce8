/** Asks the search field to take the focus, also when the room is only just being entered. */
class FocusSearch {
  asked = $state(false);

  ask(): void {
    this.asked = true;
  }

  done(): void {
    this.asked = false;
  }
}

export const focusSearch = new FocusSearch();
