// Sums the counters of every .trx file in a folder and prints one line: "N passed, N failed" (", N skipped" where any was).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const file of readdirSync(folder).filter((f) => f.endsWith('.trx'))) {
  const counters = /<Counters\b([^>]*)>/.exec(readFileSync(path.join(folder, file), 'utf8'))?.[1] ?? '';
  const of = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  sum.passed += of('passed');
  sum.failed += of('failed') + of('error') + of('timeout') + of('aborted');
  sum.skipped += of('notExecuted');
}
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`);
process.exit(sum.passed > 0 && sum.failed === 0 ? 0 : 1);
