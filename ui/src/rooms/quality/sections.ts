export type QualitySectionId = "check" | "words" | "rules" | "versions" | "measured";

export const qualitySections: readonly { id: QualitySectionId; path: string }[] = [
  { id: "check", path: "tekst" },
  { id: "words", path: "ordliste" },
  { id: "rules", path: "regler" },
  { id: "versions", path: "versioner" },
  { id: "measured", path: "maalt" },
];
