import { asErrorReply } from "./failure";

export async function readBytes(url: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw await response.json();
    return await response.arrayBuffer();
  } catch (thrown) {
    throw asErrorReply(thrown);
  }
}
