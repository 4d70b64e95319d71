// Lets Twilio's own library judge our signatures, and sign deliveries for us to judge.
// In: {token, deliveries: [{url, body, signature}]}. Out: {verified: [bool, …], signed: [{url, body, signature}]}.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { validateRequest, validateRequestWithBody, getExpectedTwilioSignature, getExpectedBodyHash } = require("twilio/lib/webhooks/webhooks");
const { token, deliveries } = JSON.parse(readFileSync(0, "utf8"));

const isForm = (body) => !/^[{[]/.test(body);

const fields = (body) => {
  const all = {};
  for (const [name, value] of new URLSearchParams(body)) {
    all[name] = name in all ? [].concat(all[name], value) : value;
  }
  return all;
};

const withHash = (url, body) => `${url}${url.includes("?") ? "&" : "?"}bodySHA256=${getExpectedBodyHash(body)}`;

const verified = deliveries.map(({ url, body, signature }) =>
  isForm(body) ? validateRequest(token, signature, url, fields(body)) : validateRequestWithBody(token, signature, withHash(url, body), body),
);

const signed = deliveries.map(({ url, body }) =>
  isForm(body)
    ? { url, body, signature: getExpectedTwilioSignature(token, url, fields(body)) }
    : { url: withHash(url, body), body, signature: getExpectedTwilioSignature(token, withHash(url, body), {}) },
);

process.stdout.write(JSON.stringify({ verified, signed }));
