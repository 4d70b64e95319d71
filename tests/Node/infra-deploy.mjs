// Runs eng/deploy.sh, package.sh, smoke.sh and the emulator's queues against stand-ins for az, dotnet and the app.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A folder with our scripts and stand-ins: `az` writes down what it is asked, the trial fails for packages that are called so. */
function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'cdi-deploy-'));
  for (const part of ['eng', 'infra']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }

  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const script = (path, text) => writeFileSync(path, `#!/usr/bin/env bash\n${text}\n`, { mode: 0o755 });
  script(join(bin, 'az'), `echo "$*" >>"${folder}/calls"
case "$*" in
  "account show"*) echo sub-1 ;;
  "resource show"*) [ -f "${folder}/budget" ] && cat "${folder}/budget" || exit 3 ;;
  *outputs.AZURE_RESOURCE_GROUP*) echo rg-1 ;;
  *outputs.AZURE_FUNCTION_APP_NAME*) echo app-1 ;;
  *outputs.CDI_URL*) echo https://app-1.example ;;
  "functionapp keys list"*) echo the-key ;;
  *config-zip*) sed 's/.*--src \\([^ ]*\\).*/\\1/' <<<"$*" >"${folder}/live" ;;
esac`);
  script(join(bin, 'dotnet'), `while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done
mkdir -p "$out"; cp -r "${folder}/published/." "$out"`);
  script(join(folder, 'eng/smoke/smoke.sh'), `echo "smoke $1 $CDI_KEY" >>"${folder}/calls"; ! grep -q bad "$(cat "${folder}/live")"`);
  const calls = () => existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : [];
  return {
    folder,
    write: (path, text) => { mkdirSync(dirname(join(folder, path)), { recursive: true }); writeFileSync(join(folder, path), text); },
    live: () => readFileSync(join(folder, 'live'), 'utf8').trim(),
    calls,
    pushes: () => calls().filter(c => c.includes('config-zip')),
    run: (file, args, env = {}) => run(join(folder, file), args, { PATH: `${bin}:${process.env.PATH}`, HOME: folder, AZURE_ENV_NAME: 'test', ...env }),
    end: () => rmSync(folder, { recursive: true }),
  };
}

function run(file, args, env) {
  return new Promise(resolve => {
    const child = spawn('bash', [file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', d => { output += d; });
    child.stderr.on('data', d => { output += d; });
    child.on('close', code => resolve({ code, output }));
  });
}

async function deploying(act) {
  const shop = workshop();
  try {
    await act(shop, (...args) => shop.run('eng/deploy.sh', args));
  } finally {
    shop.end();
  }
}

/** An app that answers as it should, but for what the case changes. */
async function trying(answers, act) {
  const given = { '/api/health': 200, '/api/stats': 401, '/hooks/shop': 401, ...answers };
  const server = createServer((request, response) => {
    response.statusCode = given[request.url] ?? 404;
    request.resume().on('end', () => response.end());
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    const env = { PATH: process.env.PATH, CDI_SMOKE_PATIENCE: '0', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
    await act(more => run(join(root, 'eng/smoke/smoke.sh'), [`http://127.0.0.1:${server.address().port}/`], { ...env, ...more }));
  } finally {
    server.close();
  }
}

const published = ['host.json', 'functions.metadata', '.azurefunctions/x', 'config/policy.json'];

const cases = {
  'resources are made, then the package is deployed and tried': () => deploying(async (shop, deploy) => {
    shop.write('good.zip', 'good');
    const { code, output } = await deploy('--package', 'good.zip');
    assert.equal(code, 0, output);
    const order = shop.calls().map(c => /sub create|config-zip|^smoke/.exec(c)?.[0]).filter(Boolean);
    assert.deepEqual(order, ['sub create', 'config-zip', 'smoke']);
    assert.ok(shop.calls().includes('smoke https://app-1.example the-key'));
    assert.ok(!output.includes('the-key'), 'a key is shown');
  }),

  'what-if changes nothing': () => deploying(async (shop, deploy) => {
    assert.equal((await deploy('--what-if')).code, 0);
    assert.ok(shop.calls().some(c => c.startsWith('deployment sub what-if')));
    assert.ok(!shop.calls().some(c => /create|config-zip/.test(c)));
  }),

  'only the resources': () => deploying(async (shop, deploy) => {
    assert.equal((await deploy('--infra-only')).code, 0);
    assert.ok(shop.calls().some(c => c.startsWith('deployment sub create')));
    assert.equal(shop.pushes().length, 0);
  }),

  'a budget that exists keeps its first month': () => deploying(async (shop, deploy) => {
    shop.write('budget', '2026-03-01T00:00:00Z\n');
    await deploy('--infra-only');
    assert.ok(shop.calls().some(c => c.includes('sub create') && c.includes('--parameters budgetStart=2026-03-01')));
  }),

  'an app that fails its trial is replaced by the last that passed': () => deploying(async (shop, deploy) => {
    shop.write('good.zip', 'good');
    shop.write('bad.zip', 'bad');
    await deploy('--code-only', '--package', 'good.zip');
    const { code, output } = await deploy('--code-only', '--package', 'bad.zip');
    assert.equal(code, 1);
    assert.match(output, /rolled back to .*good\.zip/);
    assert.match(shop.live(), /^\.deploy\/test\/.*-good\.zip$/);
  }),

  'a first app that fails its trial is left to be looked at': () => deploying(async (shop, deploy) => {
    shop.write('bad.zip', 'bad');
    const { code, output } = await deploy('--code-only', '--package', 'bad.zip');
    assert.equal(code, 1);
    assert.match(output, /no earlier package that passed/);
    assert.equal(shop.pushes().length, 1);
  }),

  'a rollback deploys what was there before': () => deploying(async (shop, deploy) => {
    shop.write('one.zip', 'good 1');
    shop.write('two.zip', 'good 2');
    assert.equal((await deploy('--rollback')).code, 1);
    await deploy('--code-only', '--package', 'one.zip');
    await deploy('--code-only', '--package', 'two.zip');
    assert.equal((await deploy('--rollback')).code, 0);
    assert.match(shop.live(), /-one\.zip$/);
  }),

  'five packages that passed are kept': () => deploying(async (shop, deploy) => {
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      shop.write(`p${n}.zip`, 'good');
      await deploy('--code-only', '--package', `p${n}.zip`);
    }

    const kept = readdirSync(join(shop.folder, '.deploy/test')).filter(f => f.endsWith('.zip')).map(f => f.slice(-6));
    assert.deepEqual(kept.sort(), ['p3.zip', 'p4.zip', 'p5.zip', 'p6.zip', 'p7.zip']);
  }),

  'a wrong option is a usage error': () => deploying(async (shop, deploy) => {
    assert.equal((await deploy('--everything')).code, 2);
    assert.equal((await deploy('--package', 'none.zip')).code, 1);
    assert.deepEqual(shop.calls(), []);
  }),

  'a package is whole and of the official runtime': () => deploying(async shop => {
    published.forEach(file => shop.write(`published/${file}`, 'x'));
    assert.equal((await shop.run('eng/package.sh', ['app.zip'])).code, 0);
    assert.ok(existsSync(join(shop.folder, 'app.zip')));
    for (const extra of ['ServerlessCdi.Embedded.Tables.dll', 'local.settings.json']) {
      shop.write(`published/${extra}`, 'x');
      assert.equal((await shop.run('eng/package.sh', ['no.zip'])).code, 1, extra);
      rmSync(join(shop.folder, 'published', extra));
    }

    rmSync(join(shop.folder, 'published/functions.metadata'));
    assert.match((await shop.run('eng/package.sh', ['no.zip'])).output, /has no functions\.metadata/);
    assert.ok(!existsSync(join(shop.folder, 'no.zip')));
  }),

  'an app that is as it should be passes': () => trying({}, async smoke => {
    const { code, output } = await smoke({});
    assert.equal(code, 0, output);
  }),

  'an app that is not healthy fails': () => trying({ '/api/health': 500 }, async smoke => assert.match((await smoke({})).output, /does not answer 200.*500/)),

  'an open API fails': () => trying({ '/api/stats': 200 }, async smoke => {
    assert.equal((await smoke({})).code, 1);
    assert.equal((await smoke({ CDI_SMOKE_OPEN: '1' })).code, 0);
  }),

  'a source that takes forged webhooks fails': () => trying({ '/hooks/shop': 202 }, async smoke => assert.match((await smoke({})).output, /forged webhook is answered with 202/)),

  'a sample that is refused fails, and its secret is not told': () => trying({}, async smoke => {
    const { code, output } = await smoke({ CDI_SMOKE_SECRET: 'whsec_hidden', CDI: 'false' });
    assert.equal(code, 1);
    assert.match(output, /signed sample to shop is refused/);
    assert.ok(!output.includes('hidden'));
  }),

  'a sample that becomes no profile fails': () => trying({}, async smoke => {
    const folder = mkdtempSync(join(tmpdir(), 'cdi-smoke-'));
    // What is sent is what the profile shows, unless the case says that the queue stands still.
    writeFileSync(join(folder, 'cdi'), '#!/usr/bin/env bash\ncase "$1" in\n  send) cp "$4" "$0.sent" ;;\n  profile) [ -z "${STUCK:-}" ] && cat "$0.sent" ;;\nesac\n', { mode: 0o755 });
    const env = { CDI_SMOKE_SECRET: 's', CDI_KEY: 'k', CDI: join(folder, 'cdi') };
    assert.match((await smoke({ ...env, STUCK: '1' })).output, /no profile shows the sample/);
    const { code, output } = await smoke(env);
    assert.equal(code, 0, output);
    rmSync(folder, { recursive: true });
  }),

  'the emulator gets our queues within its limits': async () => {
    const made = await new Promise(resolve => {
      const child = spawn('node', [join(root, 'eng/emulators/queues.mjs')]);
      let text = '';
      child.stdout.on('data', d => { text += d; }).on('end', () => resolve(JSON.parse(text)));
    });
    const ours = JSON.parse(readFileSync(join(root, 'infra/queues.json'), 'utf8')).UserConfig.Namespaces[0].Queues;
    const theirs = made.UserConfig.Namespaces[0].Queues;
    assert.deepEqual(theirs.map(q => q.Name), ours.map(q => q.Name));
    assert.deepEqual(theirs.map(q => q.Properties.RequiresSession), ours.map(q => q.Properties.RequiresSession));
    assert.ok(theirs.every(q => q.Properties.DefaultMessageTimeToLive === 'PT1H' && q.Properties.MaxDeliveryCount <= 10));
    assert.equal(theirs[0].Properties.DuplicateDetectionHistoryTimeWindow, 'PT5M');
  },
};

const results = await Promise.allSettled(Object.values(cases).map(act => act()));
const failed = results.flatMap((r, i) => r.status === 'rejected' ? [`${Object.keys(cases)[i]}: ${r.reason.message}`] : []);
failed.forEach(f => console.error(f));
console.log(`${results.length} cases, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
