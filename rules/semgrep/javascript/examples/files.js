const fs = require("fs");
const path = require("path");
const libxmljs = require("libxmljs");
const unzipper = require("unzipper");

fs.createReadStream("upload.zip")
  .pipe(unzipper.Parse())
  .on("entry", (entry) => {
    // ruleid: javascript-archive-path-traversal
    entry.pipe(fs.createWriteStream(path.join("/srv/out", entry.path)));
  });

function unpack(zip) {
  for (const entry of zip.getEntries()) {
    // ruleid: javascript-archive-path-traversal
    fs.writeFileSync("/srv/out/" + entry.entryName, entry.getData());
    // ok: javascript-archive-path-traversal
    fs.writeFileSync("/srv/out/" + path.basename(entry.entryName), entry.getData());
  }
}

function unpackWithCheck(zip) {
  for (const entry of zip.getEntries()) {
    const target = path.resolve("/srv/out", entry.entryName);
    if (!target.startsWith("/srv/out/")) throw new Error("outside");
    // ok: javascript-archive-path-traversal
    fs.writeFileSync(target, entry.getData());
  }
}

function parse(text) {
  // ruleid: javascript-xml-external-entities
  libxmljs.parseXml(text, { noent: true });
  // ok: javascript-xml-external-entities
  libxmljs.parseXml(text, { noent: false });
  // ok: javascript-xml-external-entities
  return libxmljs.parseXml(text);
}
