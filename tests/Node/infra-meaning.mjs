// What a compiler would refuse first: names that are declared nowhere, modules that get other parameters than they take.
import { all, line, literal, properties } from './infra-bicep.mjs';

const functions = new Set((
  'any array base64 bool cidrHost cidrSubnet concat contains dateTimeAdd deployment empty endsWith environment filter first flatten format groupBy guid indexOf int '
  + 'intersection items join json last length loadJsonContent loadTextContent loadYamlContent managementGroup map max min newGuid objectKeys padLeft parseCidr pickZones '
  + 'range readEnvironmentVariable reduce reference replace resourceGroup resourceId skip sort split startsWith string subscription subscriptionResourceId substring take '
  + 'tenant tenantResourceId toLower toObject toUpper trim union uniqueString uri uriComponent utcNow').split(' '));

const place = (file, node) => `${file.path}:${line(node)}`;

export function meanings(project) {
  return [...project.bicep.flatMap(file => [...unknownNames(file), ...unusedNames(file), ...moduleCalls(project, file)]), ...project.parameterFiles.flatMap(f => parameterFile(project, f))];
}

const declaredIn = file => [...file.params, ...file.vars, ...file.resources, ...file.modules];

/** Identifiers that are expressions: not keys of objects, not types, not what is being declared. */
function* uses(file) {
  const declarations = new Set([...declaredIn(file), ...file.outputs].map(d => d.node.firstNamedChild.id));
  for (const node of all(file.root, 'identifier')) {
    const parent = node.parent;
    const isKey = parent.type === 'object_property' && parent.firstNamedChild.id === node.id;
    const isDecorator = parent.type === 'call_expression' && parent.parent.type === 'decorator';
    if (!isKey && !isDecorator && !declarations.has(node.id) && parent.type !== 'type') {
      yield node;
    }
  }
}

/** Names that a for expression or a lambda around the node brings in. */
function isLocal(node) {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === 'for_statement') {
      const head = parent.text.slice(0, parent.text.indexOf(' in '));
      if (new RegExp(`\\b${node.text}\\b`).test(head)) {
        return true;
      }
    } else if (parent.type === 'lambda_expression' && new RegExp(`^\\(?[^=]*\\b${node.text}\\b[^=]*\\)?\\s*=>`).test(parent.text)) {
      return true;
    }
  }

  return false;
}

function unknownNames(file) {
  const declared = new Set(declaredIn(file).map(d => d.name));
  return [...uses(file)].filter(n => !declared.has(n.text) && !functions.has(n.text) && !isLocal(n)).map(n => `${place(file, n)}: ${n.text} is declared nowhere`);
}

function unusedNames(file) {
  const used = new Set([...uses(file)].map(n => n.text));
  return [...file.params, ...file.vars].filter(d => !used.has(d.name)).map(d => `${place(file, d.node)}: ${d.name} is used nowhere`);
}

function moduleCalls(project, file) {
  const wrong = [];
  for (const module of file.modules) {
    const target = project.file(module.path);
    if (!target) {
      wrong.push(`${place(file, module.node)}: ${module.target} does not exist`);
      continue;
    }

    const given = properties(properties(module.body).params);
    wrong.push(...Object.keys(given).filter(name => !target.params.some(p => p.name === name)).map(name => `${place(file, module.node)}: ${module.target} takes no ${name}`));
    wrong.push(...target.params.filter(p => p.required && !(p.name in given)).map(p => `${place(file, module.node)}: ${module.target} needs ${p.name}`));
    const outputs = new RegExp(`\\b${module.name}\\.\\??outputs\\.(\\w+)`, 'g');
    wrong.push(...[...file.text.matchAll(outputs)].filter(m => !target.outputs.some(o => o.name === m[1])).map(m => `${file.path}: ${module.target} has no output ${m[1]}`));
  }

  const called = new Set(project.bicep.flatMap(f => f.modules.map(m => m.path)));
  const lonely = file.path !== 'infra/main.bicep' && !called.has(file.path) ? [`${file.path}: no module uses it`] : [];
  return [...wrong, ...lonely];
}

function parameterFile(project, file) {
  const using = literal(all(file.root, 'using_statement')[0]?.firstNamedChild);
  const main = project.file(`infra/${using}`);
  if (!main) {
    return [`${file.path}: uses ${using}, which does not exist`];
  }

  const given = file.root.namedChildren.filter(n => n.type === 'variable_declaration').map(n => n.firstNamedChild.text);
  return [
    ...given.filter(name => !main.params.some(p => p.name === name)).map(name => `${file.path}: ${using} takes no ${name}`),
    ...main.params.filter(p => p.required && !given.includes(p.name)).map(p => `${file.path}: ${using} needs ${p.name}`),
  ];
}
