import type { Choices } from "../backend";
import { compareText } from "../i18n/format";
import { ask } from "./ask";

const none: Choices = { units: [], employees: [], kleGroups: [], teams: [] };

export interface UnitInTree {
  id: string;
  name: string;
  depth: number;
}

/** The units, people, subjects and teams to choose among. Asked for once after sign-in. */
class CurrentChoices {
  all = $state.raw<Choices>(none);
  unitTree = $derived(unitsAsTree(this.all));
  employees = $derived(this.all.employees.toSorted((a, b) => compareText(a.name, b.name)));
  #isLoaded = false;

  async load(): Promise<void> {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    try {
      this.all = await ask("choices", {});
    } catch (thrown) {
      this.#isLoaded = false;
      throw thrown;
    }
  }

  unitName(id: string | null): string | null {
    return this.all.units.find((unit) => unit.id === id)?.name ?? null;
  }

  forget(): void {
    this.#isLoaded = false;
    this.all = none;
  }
}

/** Each unit under its parent. A parent that is not there (or a ring) makes no unit disappear. */
export function unitsAsTree({ units }: Pick<Choices, "units">): UnitInTree[] {
  const known = new Set(units.map((unit) => unit.id));
  const placed = new Set<string>();
  const below = (parentId: string | null, depth: number): UnitInTree[] =>
    units
      .filter((unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null) === parentId)
      .sort((a, b) => compareText(a.name, b.name))
      .flatMap(({ id, name }) => {
        if (placed.has(id)) return [];
        placed.add(id);
        return [{ id, name, depth }, ...below(id, depth + 1)];
      });
  const tree = below(null, 0);
  return [...tree, ...units.filter(({ id }) => !placed.has(id)).map(({ id, name }) => ({ id, name, depth: 0 }))];
}

export const choices = new CurrentChoices();
