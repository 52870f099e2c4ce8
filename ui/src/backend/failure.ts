import { errorCodes, type ErrorReply } from "./contract";

/** Whatever was thrown, as an `ErrorReply`. What the desk did not say itself is a fault of ours. */
export function asErrorReply(thrown: unknown): ErrorReply {
  return isErrorReply(thrown) ? thrown : internalFailure();
}

export function internalFailure(reference = ""): ErrorReply {
  return { code: "internal", field: null, waitSeconds: null, reference };
}

function isErrorReply(value: unknown): value is ErrorReply {
  if (typeof value !== "object" || value === null || !("code" in value)) return false;
  return errorCodes.some((code) => code === value.code);
}
