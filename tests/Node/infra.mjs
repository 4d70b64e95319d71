// Holds infra/ and .github/ to the code, without Azure. Complains of each finding in a line, and ends with 1 where there is one.
//   node infra.mjs [root]            checks the repository
//   node infra.mjs --broken [root]   breaks it in memory, once for each rule and more, and says which break was not found
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breaks } from './infra-breaks.mjs';
import { check, rules } from './infra-rules.mjs';

const [mode, given] = process.argv[2] === '--broken' ? ['broken', process.argv[3]] : ['check', process.argv[2]];
const root = given ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* ['bin', 'obj', 'node_modules'].includes(entry.name) ? [] : filesOf(path);
    } else if (/\.(cs|bicep|bicepparam|json|ya?ml|sh|ps1)$/.test(entry.name)) {
      yield path;
    }
  }
}

function readAll() {
  const paths = ['infra', 'functions', 'shared', 'eng', '.github'].flatMap(folder => [...filesOf(join(root, folder))]);
  const all = [...paths, join(root, 'host.json'), join(root, 'azure.yaml'), join(root, 'test.sh'), join(root, 'docs', 'deploy.md')];
  return new Map(all.map(path => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

function checkBreaks(texts) {
  const missed = [];
  for (const { rule, file, from, to, says } of breaks) {
    const text = texts.get(file);
    if (!text?.includes(from)) {
      missed.push(`the break of ${rule} finds no '${from}' in ${file}`);
      continue;
    }

    const found = check(new Map(texts).set(file, text.replace(from, () => to)), rule);
    if (!found.some(f => f.finding.includes(says))) {
      missed.push(`${rule} does not notice '${to}' in ${file}; wanted '${says}', found: ${found.map(f => f.finding).join(' | ') || 'nothing'}`);
    }
  }

  return [...missed, ...Object.keys(rules).filter(rule => !breaks.some(b => b.rule === rule)).map(rule => `nothing shows that rule ${rule} can fail`)];
}

const texts = readAll();
const lines = mode === 'broken' ? checkBreaks(texts) : check(texts).map(f => `${f.rule}: ${f.finding}`);
lines.forEach(l => console.error(l));
console.log(mode === 'broken' ? `${breaks.length} breaks, ${lines.length} unnoticed` : `${texts.size} files, ${Object.keys(rules).length} rules, ${lines.length} findings`);
process.exitCode = lines.length > 0 ? 1 : 0;
