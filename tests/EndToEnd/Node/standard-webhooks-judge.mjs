// The convention's own library signs a body for the app, and judges what the app signed.
// In: {secret, body?, headers?}. Out: {headers} where no headers came in, else {genuine, tampered}.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { Webhook } = createRequire(import.meta.url)("standardwebhooks");
const input = JSON.parse(readFileSync(0, "utf8"));
const webhook = new Webhook(input.secret);

const accepts = (body) => {
  try {
    webhook.verify(body, input.headers);
    return true;
  } catch {
    return false;
  }
};

if (input.headers) {
  console.log(JSON.stringify({ genuine: accepts(input.body), tampered: accepts(`${input.body} `) }));
} else {
  const at = new Date();
  const id = `msg_${at.getTime()}`;
  console.log(
    JSON.stringify({
      headers: {
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": webhook.sign(id, at, input.body),
      },
    }),
  );
}
