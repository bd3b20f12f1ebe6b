const childProcess = require("child_process");
const { exec, execFile, spawn } = require("node:child_process");
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const axios = require("axios");
const ejs = require("ejs");
const express = require("express");
const serialize = require("node-serialize");
const _ = require("lodash");

const app = express();
const ROOT = "/srv/files";
const REPORT = "weekly";

app.get("/ping", (req, res) => {
  // ruleid: javascript-command-injection
  exec(`ping -c 1 ${req.query.host}`, () => res.end());
  // ruleid: javascript-command-injection
  childProcess.execSync("ping -c 1 " + req.query.host);
  // ruleid: javascript-command-injection
  spawn(`ping ${req.query.host}`, { shell: true });
  // ruleid: javascript-command-injection
  spawn("sh", ["-c", req.body.command]);
  // ok: javascript-command-injection
  execFile("ping", ["-c", "1", req.query.host]);
  // ok: javascript-command-injection
  exec(`sleep ${Number(req.query.seconds)}`);
});

function rotate(name, pattern) {
  // ruleid: javascript-command-injection
  exec("logrotate " + name);
  // ok: javascript-command-injection
  exec("logrotate " + REPORT);
  // ok: javascript-command-injection
  exec("logrotate --all");
  // ok: javascript-command-injection
  return pattern.exec("logrotate " + name);
}

app.post("/evaluate", (req, res) => {
  // ruleid: javascript-code-injection
  const total = eval(req.body.expression);
  // ruleid: javascript-code-injection
  const run = new Function("x", req.body.code);
  // ruleid: javascript-code-injection
  vm.runInNewContext(req.body.code, {});
  // ok: javascript-code-injection
  const data = JSON.parse(req.body.text);
  // ok: javascript-code-injection
  eval("1 + 1");
  res.json({ total, data });
});

app.post("/state", (req, res) => {
  // ruleid: javascript-unsafe-deserialisation
  const state = serialize.unserialize(req.cookies.state);
  // ok: javascript-unsafe-deserialisation
  const other = JSON.parse(req.cookies.state);
  res.json({ state, other });
});

app.get("/download", (req, res) => {
  // ruleid: javascript-path-traversal
  const text = fs.readFileSync(path.join(ROOT, req.query.name));
  // ruleid: javascript-path-traversal
  fs.promises.unlink(`${ROOT}/${req.params.name}`);
  // ok: javascript-path-traversal
  fs.readFileSync(path.join(ROOT, path.basename(req.query.name)));
  // ok: javascript-path-traversal
  res.sendFile(req.params.name, { root: ROOT });
  // ok: javascript-path-traversal
  fs.readFileSync(path.join(ROOT, "fixed.txt"));
  // ruleid: javascript-path-traversal
  res.sendFile(path.join(ROOT, req.params.name));
});

app.get("/checked", (req, res) => {
  const file = path.resolve(ROOT, req.query.name);
  if (!file.startsWith(`${ROOT}/`)) return res.status(404).end();
  // ok: javascript-path-traversal
  return fs.createReadStream(file).pipe(res);
});

app.get("/fetch", async (req, res) => {
  // ruleid: javascript-server-side-request-forgery
  await fetch(req.query.url);
  // ruleid: javascript-server-side-request-forgery
  await axios.get(`http://${req.query.host}/status`);
  // ruleid: javascript-server-side-request-forgery
  await axios({ method: "get", url: req.body.url });
  // ok: javascript-server-side-request-forgery
  await fetch(`https://api.example.org/users/${req.params.id}`);
  // ok: javascript-server-side-request-forgery
  await axios.post("https://api.example.org/log", { url: req.query.url });
  res.end();
});

app.get("/login", (req, res) => {
  // ok: javascript-open-redirect
  if (req.query.user) return res.redirect(`/users/${req.query.user}`);
  // ok: javascript-open-redirect
  if (req.query.home) return res.redirect("/home");
  // ruleid: javascript-open-redirect
  if (req.query.moved) return res.redirect(301, req.query.next);
  const next = req.query.next || "/";
  // ruleid: javascript-open-redirect
  return res.redirect(next);
});

app.get("/hello", (req, res) => {
  // ruleid: javascript-template-injection
  const page = ejs.render(`<p>Hello ${req.query.name}</p>`);
  // ok: javascript-template-injection
  const good = ejs.render("<p>Hello <%= name %></p>", { name: req.query.name });
  // ruleid: javascript-unescaped-html
  res.send(`<p>Hello ${req.query.name}</p>`);
  // ruleid: javascript-unescaped-html
  res.status(404).send("<p>No page " + req.originalUrl + "</p>");
  // ok: javascript-unescaped-html
  res.send(`<p>Hello ${escapeHtml(req.query.name)}</p>`);
  // ok: javascript-unescaped-html
  res.send({ name: req.query.name, page, good });
});

app.post("/session", async (req, res) => {
  // ruleid: javascript-nosql-injection
  const user = await User.findOne({ name: req.body.name, password: req.body.password });
  // ruleid: javascript-nosql-injection
  const users = await db.collection("users").find({ team: req.query.team }).toArray();
  // ok: javascript-nosql-injection
  const safe = await User.findOne({ name: String(req.body.name) });
  // ok: javascript-nosql-injection
  const equal = await User.findOne({ name: { $eq: req.body.name } });
  // ok: javascript-nosql-injection
  const byId = await User.findOne({ id: req.params.id });
  res.json({ user, users, safe, equal, byId });
});

app.patch("/settings", (req, res) => {
  // ruleid: javascript-prototype-pollution
  _.merge(settings, req.body);
  // ruleid: javascript-prototype-pollution
  settings[req.body.group][req.body.name] = req.body.value;
  // ok: javascript-prototype-pollution
  settings.theme[req.body.name] = req.body.value;
  // ok: javascript-prototype-pollution
  Object.assign(settings, { theme: req.body.theme });
  res.end();
});
