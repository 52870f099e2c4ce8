import { asErrorReply, failureWith } from "./failure";

export async function readBytes(url: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url);
    // The window's own road for bytes answers with a status alone.
    if (response.status === 401) throw failureWith("session_locked");
    if (!response.ok) throw await response.json();
    return await response.arrayBuffer();
  } catch (thrown) {
    throw asErrorReply(thrown);
  }
}
