// Validates values against the schemas of a folder. In: {"folder", "cases": [{"schema", "value"}]}. Out: [null or the errors].
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const { folder, cases } = JSON.parse(readFileSync(0, 'utf8'));
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
formats.default(ajv);
for (const file of readdirSync(folder).filter(f => f.endsWith('.schema.json'))) {
  ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')), file);
}

console.log(JSON.stringify(cases.map(({ schema, value }) => {
  const validate = ajv.getSchema(schema);
  return validate(value) ? null : ajv.errorsText(validate.errors, { separator: '\n' });
})));
