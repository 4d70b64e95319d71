// Reads Bicep with tree-sitter: declarations, and lookups in their bodies. No compiler: what a name means is asked of the rules.
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
await Parser.init();
const parsers = {
  bicep: await parserOf('tree-sitter-bicep', 'tree-sitter-bicep.wasm'),
  csharp: await parserOf('tree-sitter-c-sharp', 'tree-sitter-c_sharp.wasm'),
};
const trees = new Map();

async function parserOf(name, wasm) {
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(dirname(require.resolve(`${name}/package.json`)), wasm)));
  return parser;
}

/** The tree of a text; texts that were read before are not parsed again. */
export function parse(kind, text) {
  const key = `${kind}\n${text}`;
  if (!trees.has(key)) {
    trees.set(key, parsers[kind].parse(text));
  }

  return trees.get(key).rootNode;
}

export function* walk(node) {
  yield node;
  for (const child of node.namedChildren) {
    yield* walk(child);
  }
}

/** The node, if it is of one of the types, and all below it that are. */
export function all(node, ...types) {
  const found = node.descendantsOfType(types);
  return types.includes(node.type) && found[0]?.id !== node.id ? [node, ...found] : found;
}

export const line = node => node.startPosition.row + 1;

/** First place where the text is no Bicep, or null. */
export function firstError(node) {
  if (node.isError || node.isMissing) {
    return node;
  }

  for (const child of node.children) {
    const found = child.hasError || child.isError || child.isMissing ? firstError(child) : null;
    if (found) {
      return found;
    }
  }

  return node.hasError ? node : null;
}

/** The grammar knows no parameter files: there `param name = value` is what elsewhere is `var name = value`. */
export const parseParameters = text => parse('bicep', text.replace(/^param /gm, 'var '));

/** The content of a string without interpolations, else null. */
export function literal(node) {
  if (node?.type !== 'string' || node.namedChildren.some(c => c.type === 'interpolation')) {
    return null;
  }

  return node.text.slice(1, -1).replace(/\\(['\\$])/g, '$1');
}

const keyOf = property => literal(property.firstNamedChild) ?? property.firstNamedChild.text;

/** Properties of an object node, by name. */
export function properties(object) {
  const found = {};
  for (const property of object?.type === 'object' ? object.namedChildren.filter(c => c.type === 'object_property') : []) {
    found[keyOf(property)] = property.namedChildren.at(-1);
  }

  return found;
}

/** The node at a path such as properties.siteConfig.minTlsVersion, or undefined. */
export const at = (object, path) => path.split('.').reduce((node, name) => properties(node)[name], object);

function bodyOf(declaration) {
  let last = declaration.namedChildren.at(-1);
  let loop = null;
  while (last && last.type !== 'object') {
    loop = last.type === 'for_statement' ? last : loop;
    last = last.namedChildren.at(-1);
  }

  return { body: last, loop };
}

function descriptionOf(declaration) {
  const before = declaration.previousNamedSibling;
  const call = before?.type === 'decorators' ? all(before, 'call_expression').find(c => c.firstNamedChild.text === 'description') : undefined;
  return call ? literal(all(call, 'string')[0]) ?? '' : '';
}

/** What a file declares. */
export function read(path, text) {
  const root = parse('bicep', text);
  const file = { path, text, root, params: [], outputs: [], vars: [], resources: [], modules: [] };
  for (const node of root.namedChildren) {
    const name = node.firstNamedChild?.text;
    if (node.type === 'parameter_declaration') {
      const hasDefault = node.namedChildren.length > 2;
      file.params.push({ name, node, description: descriptionOf(node), required: !hasDefault, decorators: node.previousNamedSibling?.type === 'decorators' ? node.previousNamedSibling.text : '' });
    } else if (node.type === 'output_declaration') {
      file.outputs.push({ name, node, description: descriptionOf(node), value: node.namedChildren.at(-1) });
    } else if (node.type === 'variable_declaration') {
      file.vars.push({ name, node, value: node.namedChildren.at(-1) });
    } else if (node.type === 'resource_declaration') {
      const [type, version] = (literal(node.namedChildren[1]) ?? '').split('@');
      file.resources.push({ name, node, type, version, existing: node.children.some(c => c.type === 'existing'), ...bodyOf(node) });
    } else if (node.type === 'module_declaration') {
      const target = literal(node.namedChildren[1]) ?? '';
      file.modules.push({ name, node, path: posix.join(posix.dirname(path), target), target, ...bodyOf(node) });
    }
  }

  return file;
}
