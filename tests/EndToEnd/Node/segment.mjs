// Segment's own server library calls the app with every type of call: first as an anonymous visitor, then as the user.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { Analytics } = createRequire(import.meta.url)("@segment/analytics-node");
const input = JSON.parse(readFileSync(0, "utf8"));
const errors = [];
const analytics = new Analytics({ writeKey: input.writeKey, host: input.host, flushAt: 20, maxRetries: 0 });
analytics.on("error", (error) => errors.push(String(error.reason ?? error)));

const { anonymousId, userId } = input;
analytics.page({ anonymousId, name: "Pricing", properties: { path: "/pricing" } });
analytics.track({ anonymousId, event: "Signup Started", properties: { plan: "pro" } });
analytics.identify({
  userId,
  anonymousId,
  traits: { email: input.email, phone: input.phone, firstName: input.firstName, lastName: input.lastName, address: { city: "Bath" } },
});
analytics.track({ userId, event: "Order Completed", properties: { total: 49.9 } });
analytics.screen({ userId, name: "Basket" });
analytics.group({ userId, groupId: "acme", traits: { seats: 12 } });
analytics.alias({ userId, previousId: `${anonymousId}-older` });
await analytics.closeAndFlush({ timeout: 15000 });
console.log(JSON.stringify({ errors }));
