// How an administrator connects the municipality with the stand-in.
import { readFile } from "node:fs/promises";

const id = (last) => `3f1c2a90-0000-4000-8000-00000000000${last}`;

/** @returns The request for `connect_platform`; with events, with Digital Post, as the stand-in offers them. */
export async function connectionTo({ reached }, { post = false } = {}) {
  const { origin } = new URL(reached.accessAddress);
  return {
    settings: {
      municipality: "Korsbæk Kommune",
      cvr: reached.cvr,
      organisationId: id(1),
      systemId: id(2),
      systemName: "Sagsbord",
      usualAction: "G01",
      issuerAddress: reached.issuerAddress,
      issuerByMessage: false,
      accessAddress: reached.accessAddress,
      indexAddress: reached.indexAddress,
      indexAudience: "http://entityid.kombit.dk/service/sdi/sagdokumentindeks/6",
      trustsOnly: await readFile(reached.trusts, "utf8"),
      classification: null,
      units: null,
      events: reached.eventPort
        ? { host: "localhost", port: reached.eventPort, virtualHost: "BF", queue: reached.eventQueue, audience: "http://entityid.kombit.dk/service/bfo_modtag/2" }
        : null,
      post: post
        ? {
            askAddress: `${origin}/service/PostForespoerg_1`,
            askAudience: "http://entityid.kombit.dk/service/postforespoerg/1",
            sendAddress: `${origin}/service/KombiPostAfsend_1/kombi`,
            sendAudience: "http://entityid.kombit.dk/service/kombipostafsend/1",
            isOlder: false,
          }
        : null,
      benefits: null,
    },
    certificate: await readFile(reached.certificate, "base64"),
    password: null,
  };
}
