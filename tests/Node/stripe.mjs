// Lets Stripe's own library judge our signatures, and sign payloads for us to judge.
// In: {secret, now (ms), deliveries: [{body, header}], bodies: [text]}. Out: {verified: [bool], signed: [header]}.
import { readFileSync } from "node:fs";
import Stripe from "stripe";

const input = JSON.parse(readFileSync(0, "utf8"));
const { webhooks } = new Stripe("sk_test_nothing_is_called");
const now = Math.floor(input.now / 1000);

const accepts = ({ body, header }) => {
  try {
    webhooks.constructEvent(body, header, input.secret, 300, undefined, input.now);
    return true;
  } catch {
    return false;
  }
};

console.log(
  JSON.stringify({
    verified: input.deliveries.map(accepts),
    signed: input.bodies.map((payload) => webhooks.generateTestHeaderString({ payload, secret: input.secret, timestamp: now })),
  }),
);
