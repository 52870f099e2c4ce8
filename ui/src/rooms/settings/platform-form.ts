import type { PlatformSettings } from "../../backend/contract";

/** A certificate file holds a few kilobytes; whatever is larger is something else. */
export const largestCertificate = 200_000;

type Part = "classification" | "units" | "benefits" | "events" | "post";
const parts: readonly Part[] = ["classification", "units", "benefits", "events", "post"];
type Kept<P extends Part> = NonNullable<PlatformSettings[P]>;

/** The form's own shape: every part is there to be written in, and a part that is not used is left out when it is sent. */
export interface PlatformDraft extends Omit<PlatformSettings, Part | "trustsOnly"> {
  trustsOnly: string;
  uses: Record<Part, boolean>;
  classification: Kept<"classification">;
  units: Kept<"units">;
  benefits: Kept<"benefits">;
  /** Its port as it is typed. */
  events: Omit<Kept<"events">, "port"> & { port: string };
  post: Kept<"post">;
}

const empty: PlatformSettings = {
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
  trustsOnly: null,
  classification: null,
  units: null,
  benefits: null,
  events: null,
  post: null,
};

export function draftOf(settings: PlatformSettings | null): PlatformDraft {
  const { classification, units, benefits, events, post, trustsOnly, ...plain } = settings ?? empty;
  return {
    ...plain,
    trustsOnly: trustsOnly ?? "",
    uses: { classification: classification !== null, units: units !== null, benefits: benefits !== null, events: events !== null, post: post !== null },
    classification: classification ? { ...classification } : { address: "", audience: "", plan: "", roles: "" },
    units: units ? { ...units } : { address: "", audience: "" },
    benefits: benefits ? { ...benefits } : { address: "", audience: "" },
    events: events
      ? { ...events, port: String(events.port) }
      : { host: "", port: "5671", virtualHost: "BF", queue: "", audience: "" },
    post: post ? { ...post } : { askAddress: "", askAudience: "", sendAddress: "", sendAudience: "", isOlder: false },
  };
}

export function settingsOf(draft: PlatformDraft): PlatformSettings {
  const { classification, units, benefits, events, post, trustsOnly, uses, ...plain } = draft;
  return {
    ...trimmed(plain),
    trustsOnly: trustsOnly.trim() === "" ? null : trustsOnly,
    classification: uses.classification ? trimmed(classification) : null,
    units: uses.units ? trimmed(units) : null,
    benefits: uses.benefits ? trimmed(benefits) : null,
    events: uses.events ? { ...trimmed(events), port: portOf(events.port) ?? 0 } : null,
    post: uses.post ? trimmed(post) : null,
  };
}

/** What a person pastes often has a blank at its end. */
function trimmed<Fields extends object>(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([key, value]: [string, unknown]) => [key, typeof value === "string" ? value.trim() : value]);
  return Object.fromEntries(entries) as Fields;
}

function portOf(typed: string): number | null {
  const port = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : 0;
  return port > 0 && port <= 65_535 ? port : null;
}

/** What can be seen without the desk, by the fields' names in the request. */
export function problemsOf(draft: PlatformDraft): Record<string, "missing" | "not_a_port"> {
  const { uses, trustsOnly: _, classification, units, benefits, events, post, ...plain } = draft;
  const given = { classification, units, benefits, events, post };
  const asked = [
    ...Object.entries(plain),
    ...parts
      .filter((part) => uses[part])
      .flatMap((part) => Object.entries(given[part]).map(([key, value]): [string, unknown] => [`${part}.${key}`, value])),
  ];
  const missing = asked.filter(([, value]) => typeof value === "string" && value.trim() === "");
  return {
    ...(uses.events && portOf(events.port) === null ? { "events.port": "not_a_port" } : {}),
    ...Object.fromEntries(missing.map(([name]) => [name, "missing" as const])),
  };
}

/** Every field of the request that the form shows. */
export function fieldsOf(draft: PlatformDraft): string[] {
  const below = parts.flatMap((part) => Object.keys(draft[part]).map((key) => `${part}.${key}`));
  return [...Object.keys(draft), ...below, "certificate", "password"];
}

/** The file's bytes as base64, as the desk takes them. */
export async function asBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
