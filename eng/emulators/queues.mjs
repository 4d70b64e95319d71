// Writes infra/queues.json as the Service Bus emulator takes it, which allows less than Service Bus: messages live an hour at
// most, ids are remembered for five minutes at most. https://learn.microsoft.com/azure/service-bus-messaging/overview-emulator (2026-11)
import { readFileSync } from 'node:fs';

const limits = { DefaultMessageTimeToLive: ['PT1H', 3600], DuplicateDetectionHistoryTimeWindow: ['PT5M', 300], LockDuration: ['PT5M', 300] };

function seconds(duration) {
  const [, days, hours, minutes, rest] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  return Number(days ?? 0) * 86400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
}

const config = JSON.parse(readFileSync(process.argv[2] ?? new URL('../../infra/queues.json', import.meta.url), 'utf8'));
for (const queue of config.UserConfig.Namespaces.flatMap(n => n.Queues)) {
  for (const [property, [most, inSeconds]] of Object.entries(limits)) {
    if (property in queue.Properties && seconds(queue.Properties[property]) > inSeconds) {
      queue.Properties[property] = most;
    }
  }

  queue.Properties.MaxDeliveryCount = Math.min(queue.Properties.MaxDeliveryCount, 10);
}

config.UserConfig.Logging = { Type: 'Console' };
console.log(JSON.stringify(config, null, 2));
