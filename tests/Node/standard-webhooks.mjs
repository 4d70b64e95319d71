// Lets the convention's own library and Svix's judge our signatures, and sign deliveries for us to judge.
// In: {secret, now (ms), deliveries: [{headers, body}], bodies: [text]}. Out: {verified: [[bool, …], …], signed: [{headers, body}]}.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const libraries = [require("standardwebhooks").Webhook, require("svix").Webhook];
const input = JSON.parse(readFileSync(0, "utf8"));
Date.now = () => input.now;

const accepts = (Webhook, { headers, body }) => {
  try {
    new Webhook(input.secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};

const signed = input.bodies.flatMap((body, index) =>
  libraries.map((Webhook, library) => {
    const prefix = library === 0 ? "webhook" : "svix";
    const id = `msg_${library}_${index}`;
    const at = new Date(input.now);
    return {
      body,
      headers: {
        [`${prefix}-id`]: id,
        [`${prefix}-timestamp`]: String(Math.floor(input.now / 1000)),
        [`${prefix}-signature`]: new Webhook(input.secret).sign(id, at, body),
      },
    };
  }),
);

console.log(JSON.stringify({ verified: input.deliveries.map((d) => libraries.map((l) => accepts(l, d))), signed }));
