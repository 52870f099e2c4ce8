import { type ErrorCode, errorCodes, type ErrorReply } from "./contract";

/** Whatever was thrown, as an `ErrorReply`. What the desk did not say itself is a fault of ours. */
export function asErrorReply(thrown: unknown): ErrorReply {
  return isErrorReply(thrown) ? thrown : internalFailure();
}

export function internalFailure(): ErrorReply {
  return failureWith("internal");
}

/** A failure found on this side of the seam, which no log knows. */
export function failureWith(code: ErrorCode): ErrorReply {
  return { code, field: null, problem: null, waitSeconds: null, reference: "" };
}

function isErrorReply(value: unknown): value is ErrorReply {
  if (typeof value !== "object" || value === null || !("code" in value)) return false;
  return errorCodes.some((code) => code === value.code);
}
