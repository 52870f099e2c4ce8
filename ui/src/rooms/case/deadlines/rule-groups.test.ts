import { expect, test } from "vitest";
import type { DeadlineRule } from "../../../backend/contract";
import { ruleGroups } from "./rule-groups";

function rule(id: string, area: string, da: string, paragraph: string): DeadlineRule {
  return { id, area, name: { da, en: "" }, paragraph, length: { da: "7 arbejdsdage", en: "7 working days" } } as DeadlineRule;
}

const rules = [
  rule("NY-1", "not_in_the_list", "Noget nyt", "§ 1"),
  rule("OFL-36", "access", "Aktindsigt efter offentlighedsloven", "offentlighedslovens § 36, stk. 2"),
  rule("BL-136", "children", "Vurdering af underretning", "barnets lovs § 136"),
  rule("BL-136-KVIT", "children", "Kvittering", "barnets lovs § 136"),
  rule("FVL-16", "access", "Partsaktindsigt", "forvaltningslovens § 16, stk. 2"),
];
const names: Record<string, string> = { access: "Aktindsigt", children: "Børn og unge" };

test("rules are found by name, paragraph, id, area and length, however they are written, and stand by area", () => {
  const check = (typed: string, expected: string[][]) => {
    const found = ruleGroups(
      rules,
      typed,
      (area) => names[area] ?? "",
      (one) => one.name.da,
    );
    expect(found.map((group) => group.rules.map((one) => one.id)), typed).toEqual(expected);
  };
  check("", [["OFL-36", "FVL-16"], ["BL-136-KVIT", "BL-136"], ["NY-1"]]);
  check("PARTS", [["FVL-16"]]);
  check("§ 36", [["OFL-36"]]);
  check("bl-136", [["BL-136", "BL-136-KVIT"]]);
  check("boern", [["BL-136-KVIT", "BL-136"]]);
  check("arbejdsdage lov", [["OFL-36", "FVL-16"], ["BL-136-KVIT", "BL-136"]]);
  check("findes ikke", []);
});
