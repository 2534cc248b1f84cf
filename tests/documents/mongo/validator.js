// SPDX-License-Identifier: Apache-2.0
// node validator.js BUNDLE DATASTORE MODEL: judges the $jsonSchema that a bundle gives a model's collection,
// by the rules of MongoDB's manual ("$jsonSchema": available keywords, omissions), and evaluates it over
// documents on standard input, one a line of canonical Extended JSON. Every document must pass; and each
// of them must be refused once a property is taken away or becomes another. No server here judges that.
"use strict";
const fs = require("fs");
const vm = require("vm");
const [bundle, datastore, model] = process.argv.slice(2);

// What the script hands to createCollection, a Map of name to options
function optionsOf(path) {
  const made = new Map();
  const database = {
    getName: () => "",
    getCollectionNames: () => [],
    createCollection: (name, options) => made.set(name, options),
  };
  vm.runInNewContext(fs.readFileSync(path, "utf8"), {
    process: { env: { MONGODB_URI: "mongodb://here" } },
    EJSON: { deserialize: (value) => JSON.parse(JSON.stringify(value)) },
    connect: () => ({ getSiblingDB: () => database }),
    print() {},
  });
  return made;
}

// ---- Extended JSON ------------------------------------------------------------------------------

const wrappers = {
  $numberInt: "int", $numberLong: "long", $numberDouble: "double", $numberDecimal: "decimal",
  $date: "date", $oid: "objectId", $binary: "binData", $minKey: "minKey",
};
const typeOf = (value) => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") {
    const key = Object.keys(value)[0];
    return Object.hasOwn(wrappers, key) ? wrappers[key] : "object";
  }
  return { boolean: "bool", string: "string", number: Number.isInteger(value) ? "int" : "double" }[typeof value];
};
const isNumber = (value) => ["int", "long", "double", "decimal"].includes(typeOf(value));
// A double's digits are many ways to say one number; JavaScript's are the same for the same one.
const textOf = (value) =>
  typeof value !== "object" ? String(value)
    : "$numberDouble" in value ? String(Number(value.$numberDouble)) : Object.values(value)[0];

// Digits as an exact fraction: whole units of 10 to the power of -400, as a BigInt
function exact(text) {
  const [, sign, whole, fraction = "", exponent = "0"] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const units = BigInt(whole + fraction) * 10n ** BigInt(400 - fraction.length + Number(exponent));
  return sign === "-" ? -units : units;
}
const compare = (a, b) => {
  const [x, y] = [exact(textOf(a)), exact(textOf(b))];
  return x < y ? -1 : x > y ? 1 : 0;
};

// ---- what a schema may say --------------------------------------------------------------------------

const bsonTypes = [
  "double", "string", "object", "array", "binData", "objectId", "bool", "date", "null", "regex",
  "javascript", "int", "timestamp", "long", "decimal", "minKey", "maxKey", "number",
];
const fail = (path, what) => { throw new Error(`${path || "$jsonSchema"}: ${what}`); };
const unique = (list) => new Set(list.map((item) => JSON.stringify(item))).size === list.length;
const keywords = {
  bsonType(value, path) {
    const list = Array.isArray(value) ? value : [value];
    if (!list.length || !unique(list)) fail(path, "bsonType is empty or has a word twice");
    for (const word of list) if (!bsonTypes.includes(word)) fail(path, `'${word}' is no bsonType`);
  },
  required(value, path) {
    if (!Array.isArray(value) || !value.length || !unique(value)) fail(path, "required is empty or has a name twice");
    for (const name of value) if (typeof name !== "string" || !name || name.includes(".")) fail(path, "a name");
  },
  properties(value, path) {
    if (typeOf(value) !== "object") fail(path, "properties is no object");
    for (const [name, schema] of Object.entries(value)) {
      // A dot makes a path of it, and an empty one stands for the whole document.
      if (!name || name.includes(".")) fail(path, `property '${name}'`);
      checkSchema(schema, `${path}.${name}`);
    }
  },
  items: (value, path) => checkSchema(value, path + "[]"),
  enum(value, path) {
    if (!Array.isArray(value) || !value.length || !unique(value)) fail(path, "enum is empty or has a value twice");
  },
  minimum: (value, path) => isNumber(value) || fail(path, "minimum is no number"),
  maximum: (value, path) => isNumber(value) || fail(path, "maximum is no number"),
  minLength: (value, path) => (Number.isInteger(value) && value >= 0) || fail(path, "minLength"),
  maxLength: (value, path) => (Number.isInteger(value) && value >= 0) || fail(path, "maxLength"),
};
function checkSchema(schema, path) {
  if (typeOf(schema) !== "object") fail(path, "no schema");
  if (path.split(".").length > 50) fail(path, "too deep: BSON ends at 100 levels");
  for (const [keyword, value] of Object.entries(schema)) {
    if (!Object.hasOwn(keywords, keyword)) fail(path, `unknown keyword '${keyword}'`);
    keywords[keyword](value, path);
  }
}

// ---- whether a value passes -------------------------------------------------------------------------

const same = (a, b) =>
  isNumber(a) && isNumber(b) ? compare(a, b) === 0 : JSON.stringify(a) === JSON.stringify(b);
const characters = (text) => [...text].length;
const finite = (value) => /\d/.test(textOf(value));
function passes(schema, value) {
  const type = typeOf(value);
  const types = [].concat(schema.bsonType ?? []);
  if (types.length && !types.includes(type) && !(types.includes("number") && isNumber(value))) return false;
  if (schema.enum && !schema.enum.some((item) => same(item, value))) return false;
  if (isNumber(value)) {
    if ("minimum" in schema && (!finite(value) || compare(value, schema.minimum) < 0)) return false;
    if ("maximum" in schema && (!finite(value) || compare(value, schema.maximum) > 0)) return false;
  }
  if (type === "string") {
    if (characters(value) < (schema.minLength ?? 0)) return false;
    if (characters(value) > (schema.maxLength ?? Infinity)) return false;
  }
  if (type === "array" && schema.items) return value.every((item) => passes(schema.items, item));
  if (type === "object") {
    if ((schema.required ?? []).some((name) => !Object.hasOwn(value, name))) return false;
    return Object.entries(schema.properties ?? {}).every(
      ([name, inner]) => !Object.hasOwn(value, name) || passes(inner, value[name]));
  }
  return true;
}

// ---- and that it refuses ------------------------------------------------------------------------------

// Other values for a property of that schema; none of them may pass.
function* others(schema, value) {
  yield { $minKey: 1 };
  if (schema.enum) yield "no such word";
  if (!isNumber(value)) { /* bounds say nothing of it */ }
  else {
    const type = Object.keys(value)[0];
    if ("minimum" in schema) yield { [type]: "-9e307" };
    if ("maximum" in schema) yield { [type]: "9e307" };
  }
  if (typeOf(value) === "string" && "maxLength" in schema) { yield value + "é"; yield value.slice(1); }
  if (typeOf(value) === "array" && value.length && schema.items) yield [...value, { $minKey: 1 }];
}
function checkRefusals(root, schema, value, put, path) {
  let count = 0;
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const refused = (change, what) => {
      if (passes(root, put(change))) fail(`${path}.${name}`, `takes a document ${what}`);
      count++;
    };
    const { [name]: old, ...rest } = value;
    if ((schema.required ?? []).includes(name)) refused(rest, "without it");
    for (const other of others(inner, old)) refused({ ...value, [name]: other }, `with ${JSON.stringify(other)}`);
    if (typeOf(old) === "object" && inner.properties)
      count += checkRefusals(root, inner, old, (change) => put({ ...value, [name]: change }), `${path}.${name}`);
  }
  return count;
}

const store = JSON.parse(fs.readFileSync(bundle + "/bundle.json", "utf8"))
  .datastores.find(({ id }) => id === datastore);
const collection = store.tables.find((table) => table.model === model).name;
const validator = optionsOf(`${bundle}/${store.folder}/10-schema.js`).get(collection)?.validator;
if (!validator) throw new Error(`'${collection}' has no validator`);
if (Object.keys(validator).join() !== "$jsonSchema") throw new Error("a validator is one $jsonSchema");
const schema = validator.$jsonSchema;
checkSchema(schema, "");
let documents = 0, refusals = 0;
for (const line of fs.readFileSync(0, "utf8").split("\n").filter((text) => text)) {
  const document = JSON.parse(line);
  if (!passes(schema, document)) throw new Error(`refuses ${line}`);
  // Each change of every document would take long.
  if (documents++ % 50 === 0) refusals += checkRefusals(schema, schema, document, (change) => change, "");
}
if (!documents || !refusals) throw new Error("nothing was judged");
console.log(`${documents} documents pass, ${refusals} changed ones do not`);
