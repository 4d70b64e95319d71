// The rules, each a function from the project to what is wrong with it. Read: infra-bicep.mjs; facts: infra-known.mjs.
import { all, at, firstError, line, literal, parseParameters, properties, read, walk } from './infra-bicep.mjs';
import { readCode } from './infra-code.mjs';
import * as known from './infra-known.mjs';
import { deployment } from './infra-workflows.mjs';
import { meanings } from './infra-meaning.mjs';

const api = 'infra/api-versions.json';

let lastCode = { texts: new Map() };

/** What the code reads; read again only where a source differs from the last time. */
function codeOf(texts) {
  const sources = [...texts].filter(([path]) => path.endsWith('.cs'));
  if (sources.length !== lastCode.texts.size || sources.some(([path, text]) => lastCode.texts.get(path) !== text)) {
    lastCode = { texts: new Map(sources), code: readCode(sources) };
  }

  return lastCode.code;
}

/** @param {Map<string, string>} texts Files by their path from the root. */
export function load(texts) {
  const of = ending => [...texts].filter(([path]) => path.startsWith('infra/') && path.endsWith(ending));
  const json = path => JSON.parse(texts.get(path));
  const bicep = of('.bicep').map(([path, text]) => read(path, text));
  return {
    texts, bicep, json,
    parameterFiles: of('.bicepparam').map(([path, text]) => ({ path, root: parseParameters(text) })),
    file: path => bicep.find(f => f.path === path),
    code: codeOf(texts),
    queues: json('infra/queues.json').UserConfig.Namespaces[0].Queues,
  };
}

const place = (file, node) => `${file.path}:${line(node)}`;
const resources = project => project.bicep.flatMap(file => file.resources.map(r => ({ ...r, file })));
const own = project => resources(project).filter(r => !r.existing);

export const rules = {
  syntax: project => [
    ...[...project.bicep, ...project.parameterFiles].flatMap(file => {
      const error = firstError(file.root);
      return error ? [`${place(file, error)}: this is no Bicep: '${error.text.slice(0, 40).trim()}'`] : [];
    }),
    ...[...project.texts.keys()].filter(path => path.startsWith('infra/') && path.endsWith('.json')).flatMap(path => {
      try {
        project.json(path);
        return [];
      } catch (error) {
        return [`${path}: this is no JSON: ${error.message}`];
      }
    }),
  ],

  versions: project => {
    const listed = project.json(api);
    const wrong = resources(project).filter(r => listed[r.type] !== r.version).map(r =>
      `${place(r.file, r.node)}: ${r.type}@${r.version}, but ${api} says ${listed[r.type] ?? 'nothing of this type'}`);
    const used = new Set(resources(project).map(r => r.type));
    return [...wrong, ...Object.keys(listed).filter(type => !used.has(type)).map(type => `${api}: ${type} is used nowhere`)];
  },

  descriptions: project => project.bicep.flatMap(file => [...file.params, ...file.outputs].filter(d => d.description.trim() === '')
    .map(d => `${place(file, d.node)}: ${d.name} has no @description`)),

  meanings,

  roles: project => {
    const listed = project.json('infra/roles.json');
    const camel = name => name[0].toLowerCase() + name.slice(1).replaceAll(' ', '');
    const wrong = Object.entries(listed).filter(([name, id]) => !known.builtInRoles[id] || camel(known.builtInRoles[id]) !== name)
      .map(([name, id]) => `infra/roles.json: ${name} is ${id}, which is ${known.builtInRoles[id] ? `the role ${known.builtInRoles[id]}` : 'no role that is known here'}`);
    const text = project.bicep.map(f => f.text).join('\n');
    const unused = Object.keys(listed).filter(name => !text.includes(`roles.${name}`)).map(name => `infra/roles.json: ${name} is given to nobody`);
    const missing = project.bicep.flatMap(file => all(file.root, 'member_expression').filter(m => m.firstNamedChild.text === 'roles' && !(m.lastNamedChild.text in listed))
      .map(m => `${place(file, m)}: ${m.text} is not in infra/roles.json`));
    const loose = project.bicep.flatMap(file => all(file.root, 'string').filter(s => /^'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'$/i.test(s.text))
      .map(s => `${place(file, s)}: an id in the text; roles stand in infra/roles.json`));
    const untyped = own(project).filter(r => r.type.endsWith('/roleAssignments') && !at(r.body, 'properties.principalType'))
      .map(r => `${place(r.file, r.node)}: a role assignment without principalType fails for an identity that was just made`);
    return [...wrong, ...unused, ...missing, ...loose, ...untyped];
  },

  queues: project => [...queueSource(project), ...queueNeeds(project)],

  settings,

  keys: project => project.bicep.flatMap(file => all(file.root, 'call_expression').filter(c => /(^|\.)list[A-Z]\w*$/.test(c.firstNamedChild.text.replaceAll('?', '')))
    .map(c => `${place(file, c)}: ${c.firstNamedChild.text} fetches keys; every service here is reached by identity`)),

  secrets,

  diagnostics: project => own(project).flatMap(r => {
    if (r.type in known.withoutDiagnostics) {
      return [];
    }

    if (!known.withDiagnostics.has(r.type)) {
      return [`${place(r.file, r.node)}: infra-known.mjs does not say whether ${r.type} has diagnostics`];
    }

    const has = r.file.resources.some(d => d.type === 'Microsoft.Insights/diagnosticSettings' && properties(d.body).scope?.text === r.name);
    return has ? [] : [`${place(r.file, r.node)}: ${r.name} has no diagnostic setting`];
  }),

  hardening: project => own(project).flatMap(r => Object.entries(known.hardening[r.type] ?? {})
    .filter(([path, value]) => at(r.body, path)?.text !== value)
    .map(([path, value]) => `${place(r.file, r.node)}: ${r.name} must have ${path}: ${value}`)),

  tags: project => own(project).filter(r => !known.untagged.has(r.type) && !properties(r.body).tags)
    .map(r => `${place(r.file, r.node)}: ${r.name} has no tags`),

  functions: project => {
    const names = new Set(project.code.functions.map(f => f.name));
    const alerts = project.file('infra/modules/alerts.bicep');
    const variable = alerts?.vars.find(v => v.name === 'functionNames');
    const called = (variable ? all(variable.value, 'array').flatMap(a => a.namedChildren) : []).map(n => [place(alerts, n), literal(n)]);
    const warm = project.parameterFiles.flatMap(file => all(file.root, 'object_property').filter(p => p.firstNamedChild.text === 'function')
      .map(p => [place(file, p), literal(p.lastNamedChild)]));
    const shown = [...project.texts.get('infra/workbook.json').matchAll(/(?<!\w)Name in \(([^)]*)\)/g)]
      .flatMap(m => [...m[1].matchAll(/'([^']+)'/g)]).map(m => ['infra/workbook.json', m[1]]);
    const none = variable ? [] : ['infra/modules/alerts.bicep: the variable functionNames is gone; which functions are watched?'];
    const watched = new Set(called.map(([, name]) => name));
    const unwatched = project.code.functions.filter(f => f.trigger !== 'HttpTrigger' && !watched.has(f.name))
      .map(f => `infra/modules/alerts.bicep: nobody is told when function ${f.name} fails`);
    return [...none, ...unwatched, ...[...called, ...warm, ...shown].filter(([, name]) => !names.has(name)).map(([where, name]) => `${where}: there is no function ${name}`)];
  },

  // An alert that nobody knows what to do about is noise.
  pages: project => {
    const page = project.texts.get('docs/deploy.md');
    const alerts = own(project).filter(r => /\/(metricAlerts|scheduledQueryRules|budgets)$/.test(r.type)).map(r => [r, literal(at(r.body, 'name'))]);
    const files = project.parameterFiles.map(f => f.path.replace(/^infra\/|\.bicepparam$/g, ''));
    return [
      ...alerts.filter(([, name]) => !page.includes(`| \`${name}\` |`)).map(([r, name]) => `${place(r.file, r.node)}: docs/deploy.md does not say what to do about ${name}`),
      ...files.filter(name => !page.includes(`\`${name}\``)).map(name => `infra/${name}.bicepparam: docs/deploy.md does not name it`),
    ];
  },

  deployment,
};

function queueSource(project) {
  const file = project.file('infra/modules/servicebus.bicep');
  const queue = file?.resources.find(r => r.type === 'Microsoft.ServiceBus/namespaces/queues');
  if (!queue?.loop || !/^loadJsonContent\('\.\.\/queues\.json'\)\.UserConfig\.Namespaces\[0\]\.Queues$/.test(file.vars.find(v => v.name === 'queues')?.value.text ?? '')
    || !/\bin queues\s*:/.test(queue.loop.text)) {
    return ['infra/modules/servicebus.bicep: the queues are not those of infra/queues.json'];
  }

  const given = properties(properties(queue.body).properties);
  const wanted = new Set(project.queues.flatMap(q => Object.keys(q.Properties)));
  const found = [...wanted].filter(name => {
    const value = given[name[0].toLowerCase() + name.slice(1)]?.text ?? '';
    const everywhere = project.queues.every(q => name in q.Properties);
    return everywhere ? value !== `item.Properties.${name}` : !value.startsWith(`item.Properties.?${name} ?? `);
  }).map(name => `${place(file, queue.node)}: ${name} of infra/queues.json does not reach the queue`);
  return properties(queue.body).name?.text === 'item.Name' ? found : [...found, `${place(file, queue.node)}: the name of the queue is not that of infra/queues.json`];
}

function seconds(value) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value ?? '');
  return parts ? parts.slice(1).reduce((sum, n, i) => sum + Number(n ?? 0) * [86400, 3600, 60, 1][i], 0) : Number(value);
}

function queueNeeds(project) {
  const wrong = [];
  const say = sentence => wrong.push(`infra/queues.json: ${sentence}`);
  const triggers = new Map(project.code.functions.filter(f => f.queue).map(f => [f.queue, f]));
  const names = new Set([...project.code.constants].filter(([name]) => name.startsWith('QueueNames.')).map(([, value]) => value));
  for (const name of new Set([...names, ...triggers.keys(), ...Object.keys(known.queueNeeds)])) {
    if (!project.queues.some(q => q.Name === name)) {
      say(`queue ${name} is missing, which the code uses`);
    }
  }

  for (const { Name: name, Properties: given } of project.queues) {
    if (!triggers.has(name) || !names.has(name)) {
      say(`queue ${name} is used by no function`);
      continue;
    }

    const needs = { ...known.everyQueue, ...known.queueNeeds[name], RequiresSession: triggers.get(name).sessions };
    for (const [property, need] of Object.entries(needs)) {
      const value = given[property];
      const right = typeof need === 'boolean' ? value === need : seconds(value) >= (need.least ?? 0) && seconds(value) <= (need.most ?? Infinity);
      if (!right) {
        say(`${name} has ${property} ${value}, the code needs ${typeof need === 'boolean' ? need : JSON.stringify(need)}`);
      }
    }
  }

  return wrong;
}

function settings(project) {
  const { code } = project;
  const file = project.file('infra/modules/app.bicep');
  const variable = file?.vars.find(v => v.name === 'settings');
  const set = new Map(Object.entries(properties(variable?.value)));
  const hostRead = [...project.texts.get('host.json').matchAll(/%([^%"]+)%/g)].map(m => m[1].replaceAll(':', '__'));
  const read = new Map([...code.settings, ...hostRead.map(name => [name, 'host.json']), ...Object.entries(known.hostSettings)]);
  for (const connection of code.connections.keys()) {
    known.connectionParts.forEach(part => read.set(`${connection}__${part}`, 'a trigger\'s connection'));
  }

  const where = variable ? place(file, variable.node) : 'infra/modules/app.bicep';
  return [
    ...code.unclear,
    ...[...read].filter(([name]) => !set.has(name) && !(name in known.leftOut)).map(([name, by]) => `${where}: ${name} is not set (read: ${by}); set it, or give the reason in leftOut of infra-known.mjs`),
    ...[...set.keys()].filter(name => !read.has(name)).map(name => `${where}: ${name} is set, and nothing reads it`),
    ...Object.keys(known.leftOut).filter(name => !read.has(name)).map(name => `infra-known.mjs: ${name} is left out, and nothing reads it any more`),
    ...Object.keys(known.leftOut).filter(name => set.has(name)).map(name => `infra-known.mjs: ${name} is left out, and set`),
  ];
}

const secretName = /^(.*(accessKey|primaryKey|secondaryKey|accountKey|functionKey|masterKey|connectionString|password|instrumentationKey|sasToken|accessToken|secretValue)|keys?|secrets?|token)$/i;

function secrets(project) {
  const found = [];
  for (const file of project.bicep) {
    for (const output of file.outputs) {
      const told = [...walk(output.value)].filter(n => ['property_identifier', 'identifier'].includes(n.type) && secretName.test(n.text));
      if (told.length > 0 || secretName.test(output.name)) {
        found.push(`${place(file, output.node)}: output ${output.name} tells a secret`);
      }
    }

    found.push(...file.params.filter(p => secretName.test(p.name) || p.decorators.includes('@secure')).map(p => `${place(file, p.node)}: ${p.name} would carry a secret through the deployment`));
  }

  const app = project.file('infra/modules/app.bicep');
  for (const [name, value] of Object.entries(properties(app?.vars.find(v => v.name === 'settings')?.value))) {
    // Where local sign-in is off (rule hardening) this one only says where telemetry goes.
    const told = [...walk(value)].filter(n => n.type === 'property_identifier' && secretName.test(n.text) && value.text !== 'insights.properties.ConnectionString');
    if (told.length > 0) {
      found.push(`${place(app, value)}: setting ${name} holds a secret`);
    }
  }

  return found;
}

/** Everything that is wrong, each with its rule; of one rule, where one is named. */
export function check(texts, only) {
  const project = load(texts);
  return Object.entries(rules).filter(([rule]) => !only || rule === only).flatMap(([rule, run]) => run(project).map(finding => ({ rule, finding })));
}

