// RudderStack's own server library does the same as segment.mjs.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const loaded = createRequire(import.meta.url)("@rudderstack/rudder-sdk-node");
const RudderAnalytics = loaded.default ?? loaded;
const input = JSON.parse(readFileSync(0, "utf8"));
const errors = [];
const analytics = new RudderAnalytics(input.writeKey, { dataPlaneUrl: input.host, flushAt: 20, logLevel: "silly" });
const taken = (error) => error && errors.push(String(error));

const { anonymousId, userId } = input;
analytics.page({ anonymousId, name: "Pricing", properties: { path: "/pricing" } }, taken);
analytics.track({ anonymousId, event: "Signup Started", properties: { plan: "pro" } }, taken);
analytics.identify(
  {
    userId,
    anonymousId,
    traits: { email: input.email, phone: input.phone, firstName: input.firstName, lastName: input.lastName, address: { city: "Bath" } },
  },
  taken,
);
analytics.track({ userId, event: "Order Completed", properties: { total: 49.9 } }, taken);
analytics.screen({ userId, name: "Basket" }, taken);
analytics.group({ userId, groupId: "acme", traits: { seats: 12 } }, taken);
analytics.alias({ userId, previousId: `${anonymousId}-older` }, taken);
await analytics.flush();
console.log(JSON.stringify({ errors }));
process.exit(0);
