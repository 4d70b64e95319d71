// Reads from the C# sources which settings the app asks for, and which functions it has. It follows constants, and parameters back
// to the calls that fill them. What it cannot follow it reports, so that no setting can be read unseen.
import { all, line, parse } from './infra-bicep.mjs';

const configurationType = /^(?:[\w.]*\.)?(IConfiguration|IConfigurationRoot|IConfigurationSection|IConfigurationManager|ConfigurationManager)\??$/;
const readers = new Map([['GetSection', ''], ['GetRequiredSection', ''], ['GetValue', ''], ['GetConnectionString', 'ConnectionStrings:']]);
const named = (node, name) => node.childForFieldName(name);

/** @returns {{settings: Map<string, string>, connections: Map<string, string>, functions: object[], constants: Map<string, string>, unclear: string[]}} */
export function readCode(files) {
  const code = { settings: new Map(), connections: new Map(), functions: [], constants: new Map(), unclear: [], files: [], takesConfiguration: new Set() };
  for (const [path, text] of files) {
    const file = { path, root: parse('csharp', text), text };
    code.files.push(file);
    if (text.includes('const string')) {
      collectConstants(code, file);
    }

    for (const method of text.includes('IConfiguration') ? all(file.root, 'method_declaration', 'class_declaration', 'constructor_declaration', 'local_function_statement', 'record_declaration') : []) {
      if (parametersOf(method).some(p => configurationType.test(named(p, 'type')?.text ?? ''))) {
        code.takesConfiguration.add(named(method, 'name').text);
      }
    }
  }

  for (const file of code.files) {
    if (/onfiguration|GetEnvironmentVariable/.test(file.text)) {
      readSettings(code, file);
    }

    if (/\[Function\(/.test(file.text)) {
      readFunctions(code, file);
    }
  }

  return code;
}

const parametersOf = node => {
  const list = named(node, 'parameters') ?? node.namedChildren.find(c => c.type === 'parameter_list');
  return list ? list.namedChildren.filter(c => c.type === 'parameter') : [];
};

function collectConstants(code, file) {
  for (const field of all(file.root, 'field_declaration', 'local_declaration_statement').filter(f => f.children.some(c => c.type === 'modifier' && c.text === 'const'))) {
    for (const declarator of all(field, 'variable_declarator')) {
      const value = text(declarator.namedChildren.at(-1));
      if (value !== null) {
        const owner = ancestor(field, 'class_declaration', 'record_declaration', 'struct_declaration', 'interface_declaration');
        const name = named(declarator, 'name')?.text ?? declarator.firstNamedChild.text;
        code.constants.set(`${file.path}#${name}`, value);
        code.constants.set(`${owner ? named(owner, 'name').text : ''}.${name}`, value);
      }
    }
  }
}

const text = node => node?.type === 'string_literal' ? node.text.slice(1, -1) : null;

function ancestor(node, ...types) {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (types.includes(parent.type)) {
      return parent;
    }
  }

  return null;
}

function readSettings(code, file) {
  const names = new Set();
  for (const parameter of all(file.root, 'parameter')) {
    if (configurationType.test(named(parameter, 'type')?.text ?? '')) {
      names.add(named(parameter, 'name').text);
    }
  }

  for (const declaration of all(file.root, 'variable_declaration', 'property_declaration')) {
    if (configurationType.test(named(declaration, 'type')?.text ?? '')) {
      const declared = declaration.type === 'property_declaration' ? [named(declaration, 'name')] : all(declaration, 'variable_declarator').map(d => d.firstNamedChild);
      declared.forEach(d => names.add(d.text));
    }
  }

  for (const node of all(file.root, 'identifier')) {
    const member = node.parent.type === 'member_access_expression' && named(node.parent, 'name')?.id === node.id;
    if (node.text === 'GetEnvironmentVariable' && member && node.parent.parent.type === 'invocation_expression') {
      note(code, file, node, argument(node.parent.parent, 0), '');
    } else if (node.text === 'BindConfiguration') {
      code.unclear.push(`${file.path}:${line(node)}: cannot tell which settings BindConfiguration reads; ask for each by its name`);
    } else if (node.text === 'IConfiguration' && node.parent.type === 'type_argument_list' && ancestor(node, 'invocation_expression')) {
      readUse(code, file, ancestor(node, 'invocation_expression'));
    } else if (member ? node.text === 'Configuration' : names.has(node.text)) {
      readUse(code, file, member ? node.parent : node);
    }
  }
}

const argument = (call, index) => named(call, 'arguments')?.namedChildren.filter(c => c.type === 'argument')[index]?.namedChildren.at(-1);

function readUse(code, file, use) {
  const parent = use.parent;
  if (parent.type === 'element_access_expression' && named(parent, 'expression').id === use.id) {
    note(code, file, use, all(parent, 'bracketed_argument_list')[0]?.firstNamedChild?.firstNamedChild, '');
  } else if (parent.type === 'member_access_expression' && named(parent, 'expression').id === use.id) {
    const method = named(parent, 'name').text.replace(/<.*/, '');
    if (readers.has(method) && parent.parent.type === 'invocation_expression') {
      note(code, file, use, argument(parent.parent, 0), readers.get(method));
    } else {
      code.unclear.push(`${file.path}:${line(use)}: cannot tell which settings ${method} reads; ask for each by its name`);
    }
  } else if (parent.type === 'argument') {
    const call = ancestor(parent, 'invocation_expression', 'object_creation_expression');
    const callee = call.type === 'invocation_expression' ? call.firstNamedChild : named(call, 'type');
    const name = (callee.type === 'member_access_expression' ? named(callee, 'name') : callee).text.replace(/<.*/, '');
    if (!code.takesConfiguration.has(name) && name !== 'ThrowIfNull') {
      code.unclear.push(`${file.path}:${line(use)}: cannot tell which settings ${name} reads; its source is not here`);
    }
  } else if (!['parameter', 'variable_declarator', 'property_declaration'].includes(parent.type) && !isAssignment(parent)) {
    code.unclear.push(`${file.path}:${line(use)}: cannot tell what is read from the configuration in '${parent.text.slice(0, 60)}'`);
  }
}

const isAssignment = node => node.type === 'assignment_expression' && /^_?\w*onfiguration$/.test(named(node, 'left').text);

function note(code, file, use, key, prefix) {
  const values = resolve(code, file, key);
  if (values === null) {
    code.unclear.push(`${file.path}:${line(use)}: cannot tell which setting '${key?.text}' is`);
    return;
  }

  values.forEach(v => code.settings.set((prefix + v).replaceAll(':', '__'), `${file.path}:${line(use)}`));
}

/** The texts that an expression can stand for, or null where that cannot be told. */
function resolve(code, file, node, depth = 0) {
  if (!node || depth > 5) {
    return null;
  }

  const plain = text(node);
  if (plain !== null) {
    return [plain];
  }

  if (node.type === 'identifier') {
    const constant = code.constants.get(`${file.path}#${node.text}`);
    return constant !== undefined ? [constant] : resolveParameter(code, file, node, depth);
  }

  if (node.type === 'member_access_expression') {
    const constant = code.constants.get(`${named(node, 'expression').text.split('.').at(-1)}.${named(node, 'name').text}`);
    return constant === undefined ? null : [constant];
  }

  if (node.type === 'interpolated_string_expression') {
    return node.namedChildren.reduce((made, part) => {
      const values = part.type === 'string_content' ? [part.text]
        : part.type === 'interpolation' ? resolve(code, file, part.namedChildren.find(c => c.type !== 'interpolation_brace'), depth + 1)
          : [''];
      return made && values && made.flatMap(m => values.map(v => m + v));
    }, ['']);
  }

  return null;
}

function resolveParameter(code, file, node, depth) {
  const method = ancestor(node, 'method_declaration', 'local_function_statement');
  const index = method ? parametersOf(method).findIndex(p => named(p, 'name').text === node.text) : -1;
  if (index < 0) {
    return null;
  }

  const name = named(method, 'name').text;
  const isPrivate = method.type === 'local_function_statement' || method.children.some(c => c.text === 'private');
  const found = [];
  for (const other of isPrivate ? [file] : code.files.filter(f => f.text.includes(name))) {
    for (const call of all(other.root, 'invocation_expression')) {
      const callee = call.firstNamedChild;
      if ((callee.type === 'member_access_expression' ? named(callee, 'name') : callee).text === name) {
        const values = resolve(code, other, argument(call, index), depth + 1);
        if (values === null) {
          return null;
        }

        found.push(...values);
      }
    }
  }

  return found.length > 0 ? found : null;
}

function readFunctions(code, file) {
  for (const method of all(file.root, 'method_declaration')) {
    const attributes = all(method, 'attribute');
    const of = name => attributes.find(a => a.firstNamedChild.text === name);
    if (!of('Function')) {
      continue;
    }

    const trigger = attributes.find(a => a.firstNamedChild.text.endsWith('Trigger'));
    const parts = trigger ? all(trigger, 'attribute_argument') : [];
    const option = name => parts.find(p => p.namedChildren.length > 1 && p.firstNamedChild.text === name)?.namedChildren.at(-1);
    const connection = option('Connection');
    const texts = parts.map(p => text(p.namedChildren.at(-1)) ?? '');
    code.functions.push({
      name: text(all(of('Function'), 'string_literal')[0]),
      trigger: trigger?.firstNamedChild.text ?? '',
      queue: trigger?.firstNamedChild.text === 'ServiceBusTrigger' ? texts[0] : null,
      sessions: option('IsSessionsEnabled')?.text === 'true',
    });
    if (connection) {
      code.connections.set(text(connection), file.path);
    }

    texts.flatMap(t => [...t.matchAll(/%([^%]+)%/g)]).forEach(m => code.settings.set(m[1].replaceAll(':', '__'), file.path));
  }
}

