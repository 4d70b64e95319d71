// Holds a description of an API to the schema of its OpenAPI version. In: {document}. Out: {valid, version, errors}.
import { Validator } from "@seriousme/openapi-schema-validator";
import { readFileSync } from "node:fs";

const { document } = JSON.parse(readFileSync(0, "utf8"));
const validator = new Validator();
const result = await validator.validate(document);
console.log(JSON.stringify({ valid: result.valid, version: validator.version ?? "", errors: result.errors ?? [] }));
