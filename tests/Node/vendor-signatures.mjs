// What HubSpot's and Slack's own libraries say of requests.
// In: {hubspot: [{method, url, body, secret, timestamp}], slack: [{body, secret, timestamp, signature, now (ms)}]}.
// Out: {hubspot: [signature of version 3], slack: [is it valid]}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { Signature } = require("@hubspot/api-client");
const { isValidSlackRequest } = require("@slack/bolt");
const input = JSON.parse(readFileSync(0, "utf8"));

console.log(
  JSON.stringify({
    hubspot: input.hubspot.map((r) =>
      Signature.getSignature(r.method, "v3", { clientSecret: r.secret, url: r.url, requestBody: r.body, timestamp: r.timestamp }),
    ),
    slack: input.slack.map((r) =>
      isValidSlackRequest({
        signingSecret: r.secret,
        body: r.body,
        headers: { "x-slack-signature": r.signature, "x-slack-request-timestamp": r.timestamp },
        nowMilliseconds: r.now,
      }),
    ),
  }),
);
