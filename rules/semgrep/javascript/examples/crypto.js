const crypto = require("crypto");
const { createHash, createCipheriv } = require("node:crypto");
const bcrypt = require("bcrypt");
const CryptoJS = require("crypto-js");

async function store(user, content) {
  // ruleid: javascript-weak-password-hash
  const hash = crypto.createHash("sha256").update(user.password).digest("hex");
  // ruleid: javascript-weak-password-hash
  const short = createHash("md5").update(user.password + user.salt).digest("hex");
  // ruleid: javascript-weak-password-hash
  const other = CryptoJS.MD5(user.password);
  // ok: javascript-weak-password-hash
  const digest = createHash("sha256").update(content).digest("hex");
  // ok: javascript-weak-password-hash
  return bcrypt.hash(user.password, 12);
}

function encrypt(key, iv) {
  // ruleid: javascript-weak-cipher
  crypto.createCipheriv("aes-256-ecb", key, null);
  // ruleid: javascript-weak-cipher
  createCipheriv("des-ede3-cbc", key, iv);
  // ruleid: javascript-weak-cipher
  crypto.createCipher("aes-256-cbc", key);
  // ruleid: javascript-weak-cipher
  CryptoJS.TripleDES.encrypt("text", key);
  // ok: javascript-weak-cipher
  return crypto.createCipheriv("aes-256-gcm", key, iv);
}

function invite(user) {
  // ruleid: javascript-predictable-secret
  const token = Math.random().toString(36).slice(2);
  // ruleid: javascript-predictable-secret
  user.resetCode = Math.floor(Math.random() * 1e6);
  // ok: javascript-predictable-secret
  const sessionId = crypto.randomUUID();
  // ok: javascript-predictable-secret
  const delay = Math.random() * 100;
  return { token, sessionId, delay };
}

function makePassword() {
  // ruleid: javascript-predictable-secret
  return Math.random().toString(36);
}

function roll() {
  // ok: javascript-predictable-secret
  return Math.ceil(Math.random() * 6);
}
