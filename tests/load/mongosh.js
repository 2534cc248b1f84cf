// SPDX-License-Identifier: Apache-2.0
// Runs a mongosh script against a database that only exists here and prints what is done to it.
//   node tests/load/mongosh.js SCRIPT '{"collection": documents, ...}'
"use strict";
const fs = require("fs");
const vm = require("vm");
const collections = new Map(Object.entries(JSON.parse(process.argv[3] || "{}")));
const say = (...words) => console.log(words.map((word) => JSON.stringify(word)).join(" "));
const database = (name) => ({
  getName: () => name,
  getCollectionNames: () => [...collections.keys()],
  createCollection(collection) {
    if (collections.has(collection)) throw new Error("NamespaceExists");
    say("create", collection);
    collections.set(collection, 0);
  },
  getCollection: (collection) => ({
    drop() {
      if (!collections.delete(collection)) throw new Error("dropped what is not there");
      say("drop", collection);
    },
    countDocuments: () => collections.get(collection) || 0,
  }),
});
const sandbox = {
  process: { env: { MONGODB_URI: process.env.MONGODB_URI } },
  print: (line) => console.log(line),
  connect(uri) {
    if (uri !== process.env.MONGODB_URI) throw new Error("connects elsewhere");
    return { getSiblingDB: (name) => (say("database", name), database(name)) };
  },
};
vm.runInNewContext(fs.readFileSync(process.argv[2], "utf8"), sandbox, { filename: process.argv[2] });
