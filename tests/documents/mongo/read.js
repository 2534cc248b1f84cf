// SPDX-License-Identifier: Apache-2.0
// Run by judge_back: writes the documents of a bundle's collections, as the server has them, into each a
// file FOLDER/DATASTORE.MODEL, as canonical Extended JSON in the order of the bundle's own lines. Servers
// keep no order, so this is where a document that is missing, unknown or there twice is noticed.
const [bundle, folder, ...datastores] = ask;
const key = (document) => EJSON.stringify(document._id, { relaxed: false });
const index = JSON.parse(fs.readFileSync(bundle + "/bundle.json", "utf8"));

for (const { id, database, tables } of index.datastores) {
  for (const { model, name } of datastores.includes(id) ? tables : []) {
    const found = new Map();
    // Without promoteValues a double that is whole reads as an integer.
    for await (const document of server.db(database).collection(name).find({}, { promoteValues: false })) {
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
}
