import type { PlatformSettings } from "../../backend/contract";

/** A certificate file holds a few kilobytes; whatever is larger is something else. */
export const largestCertificate = 200_000;

/** The form's own shape: every part is there to be written in, and a part that is not used is left out when it is sent. */
export interface PlatformDraft extends Omit<PlatformSettings, "classification" | "units" | "trustsOnly"> {
  readsPlan: boolean;
  classification: NonNullable<PlatformSettings["classification"]>;
  readsUnits: boolean;
  units: NonNullable<PlatformSettings["units"]>;
  trustsOnly: string;
}

export function draftOf(settings: PlatformSettings | null): PlatformDraft {
  const empty: Omit<PlatformSettings, "classification" | "units" | "trustsOnly"> = {
    municipality: "",
    cvr: "",
    organisationId: "",
    systemId: "",
    systemName: "Sagsbord",
    usualAction: "G01",
    issuerAddress: "",
    issuerByMessage: false,
    accessAddress: "",
    indexAddress: "",
    indexAudience: "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6",
  };
  const { classification, units, trustsOnly, ...plain } = settings ?? { ...empty, classification: null, units: null, trustsOnly: null };
  return {
    ...plain,
    readsPlan: classification !== null,
    classification: classification ? { ...classification } : { address: "", audience: "", plan: "", roles: "" },
    readsUnits: units !== null,
    units: units ? { ...units } : { address: "", audience: "" },
    trustsOnly: trustsOnly ?? "",
  };
}

export function settingsOf(draft: PlatformDraft): PlatformSettings {
  const { readsPlan, classification, readsUnits, units, trustsOnly, ...plain } = draft;
  return {
    ...trimmed(plain),
    trustsOnly: trustsOnly.trim() === "" ? null : trustsOnly,
    classification: readsPlan ? trimmed(classification) : null,
    units: readsUnits ? trimmed(units) : null,
  };
}

/** What a person pastes often has a blank at its end. */
function trimmed<Fields extends object>(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([key, value]: [string, unknown]) => [key, typeof value === "string" ? value.trim() : value]);
  return Object.fromEntries(entries) as Fields;
}

/** The fields that must be filled in, by their names in the request. */
export function emptyFields(draft: PlatformDraft): string[] {
  const { readsPlan, classification, readsUnits, units, trustsOnly: _, ...plain } = draft;
  const asked: [string, unknown][] = [
    ...Object.entries(plain),
    ...(readsPlan ? Object.entries(classification).map(([key, value]) => [`classification.${key}`, value] as [string, unknown]) : []),
    ...(readsUnits ? Object.entries(units).map(([key, value]) => [`units.${key}`, value] as [string, unknown]) : []),
  ];
  return asked.filter(([, value]) => typeof value === "string" && value.trim() === "").map(([name]) => name);
}

/** The file's bytes as base64, as the desk takes them. */
export async function asBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
