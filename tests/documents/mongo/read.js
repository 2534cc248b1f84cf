// SPDX-License-Identifier: Apache-2.0
// Run by read_back: writes the documents of each collection of a bundle, as the server has them, into a
// file FOLDER/DATASTORE.MODEL, as canonical Extended JSON in the order of the bundle's own lines. Servers
// keep no order, so this is where a document that is missing, unknown or there twice is noticed.
const fs = require("fs");
const [bundle, folder] = ask;
const key = (document) => EJSON.stringify(document._id, { relaxed: false });
const index = JSON.parse(fs.readFileSync(bundle + "/bundle.json", "utf8"));

function readBack(store, id, model, name) {
  const found = new Map();
  // Without promoteValues a double that is whole reads as an integer.
  for (const document of store.getCollection(name).find({}, {}, { promoteValues: false }).toArray()) {
    if (found.has(key(document))) throw new Error(`'${name}' has twice ${key(document)}`);
    found.set(key(document), EJSON.stringify(document, { relaxed: false }));
  }
  const lines = index.files
    .filter((file) => file.role === "data" && file.datastore === id && file.model === model)
    .flatMap((file) => fs.readFileSync(bundle + "/" + file.path, "utf8").split("\n"))
    .filter((line) => line)
    .map((line) => {
      const wanted = key(EJSON.parse(line, { relaxed: false }));
      if (!found.has(wanted)) throw new Error(`'${name}' lacks ${wanted}`);
      const document = found.get(wanted);
      found.delete(wanted);
      return document + "\n";
    });
  if (found.size) throw new Error(`'${name}' has beside: ${[...found.keys()].slice(0, 3)}`);
  fs.writeFileSync(`${folder}/${id}.${model}`, lines.join(""));
}

const server = connect(process.env.MONGODB_URI);
for (const { id, protocol, database, tables } of index.datastores) {
  if (protocol !== "mongodb") continue;
  for (const { model, name } of tables) readBack(server.getSiblingDB(database), id, model, name);
}
