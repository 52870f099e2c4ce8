import type {
  ApplicantRole,
  BasisRequirement,
  CheckRegime,
  IdentityCheck,
  ItemDirection,
  ItemMatter,
  ReceivedHow,
  RefusalGround,
  RefusedItem,
  WantedForm,
} from "../../backend/contract";
import { longDay } from "../../i18n/format";
import { t, tMaybe } from "../../i18n/messages.svelte";

export const roles = [
  "party",
  "representative",
  "parent_with_custody",
  "child",
  "journalist",
  "anyone",
  "data_subject",
  "relative_of_deceased",
] as const satisfies ApplicantRole[];
export const identityChecks = ["mit_id", "digital_post", "in_person", "known_from_case", "call_back", "not_needed"] as const satisfies IdentityCheck[];
export const receivedHows = ["digital_post", "mail", "letter", "phone", "in_person", "form"] as const satisfies ReceivedHow[];
export const wantedForms = ["unsaid", "bundle", "separate_files", "paper", "inspection"] as const satisfies WantedForm[];
export const specialMatters = ["environment", "patient_record"] as const satisfies ItemMatter[];
export const matters = ["other", ...specialMatters] as const satisfies ItemMatter[];
export const directions = ["incoming", "outgoing", "internal"] as const satisfies ItemDirection[];
export const regimes = ["environment", "health_record", "party_access", "own_access", "data_protection", "public_access"] as const satisfies CheckRegime[];
export const refusalGrounds = ["effort", "abuse", "not_identified", "nothing_there"] as const satisfies RefusalGround[];

/** What to do about what the desk said no to. */
export function requestProblem(problem: string): string | null {
  return tMaybe(`aktindsigt.problem.${problem}`) ?? tMaybe(`case.problem.${problem}`);
}

export function regimeName(regime: CheckRegime): string {
  return t(`aktindsigt.regime.${regime}`);
}

/** Why a decision cannot be made about one document; `label` is what its basis is called on the screen. */
export function refusalText(refused: RefusedItem, label: (basis: string) => string): string {
  const said = tMaybe(`aktindsigt.refused.${refused.why}`) ?? refused.why;
  const parts = [said];
  if (refused.basis) parts.push(label(refused.basis));
  if (refused.requirement) parts.push(requirementName(refused.requirement));
  if (refused.day) parts.push(t("aktindsigt.refused.from_day", { day: longDay(refused.day) }));
  return parts.join(" ");
}

export function requirementName(requirement: BasisRequirement): string {
  return t(`aktindsigt.requirement.${requirement}`);
}

/** "2 t 30 min." */
export function hoursAndMinutes(minutes: number): string {
  const sign = minutes < 0 ? "-" : "";
  const whole = Math.abs(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return t("aktindsigt.minutes", { n: `${sign}${rest}` });
  return rest === 0 ? t("aktindsigt.hours", { n: `${sign}${hours}` }) : t("aktindsigt.hours_minutes", { hours: `${sign}${hours}`, minutes: rest });
}

/** What somebody wrote of a length of time, in minutes: `90`, `1:30`, `1,5 t`. None where it is no length. */
export function readMinutes(text: string): number | null {
  const typed = text.trim().toLowerCase();
  const clock = /^(-?)(\d{1,4}):([0-5]\d)$/.exec(typed);
  if (clock) return (clock[1] ? -1 : 1) * (Number(clock[2]) * 60 + Number(clock[3]));
  const hours = /^(-?\d{1,4}(?:[.,]\d{1,2})?)\s*(?:t|timer?|h|hours?)\.?$/.exec(typed);
  if (hours) return Math.round(Number(hours[1]?.replace(",", ".")) * 60);
  const minutes = /^(-?\d{1,6})\s*(?:m|min|minutter|minutes)?\.?$/.exec(typed);
  return minutes ? Number(minutes[1]) : null;
}
