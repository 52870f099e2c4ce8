import type { Backend } from "./backend";
import { httpBackend } from "./http";
import { tauriBackend } from "./tauri";

export type { Backend, BundlePage, CommandName, IntakePage, ReplyOf, RequestOf } from "./backend";
export * from "./contract";
export { asErrorReply, failureWith, internalFailure } from "./failure";

export const backend: Backend = "__TAURI_INTERNALS__" in window ? tauriBackend() : httpBackend();
