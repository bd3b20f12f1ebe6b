const jwt = require("jsonwebtoken");
const session = require("express-session");
const cookieParser = require("cookie-parser");

const FALLBACK = "obviously-fake";

function read(token, key) {
  // ruleid: javascript-jwt-not-verified
  jwt.verify(token, key, { algorithms: ["HS256", "none"] });
  // ok: javascript-jwt-not-verified
  jwt.verify(token, key, { algorithms: ["HS256"] });
  // ruleid: javascript-hard-coded-signing-key
  jwt.verify(token, FALLBACK);
  // ok: javascript-hard-coded-signing-key
  return jwt.verify(token, process.env.JWT_KEY, { algorithms: ["HS256"] });
}

function issue(claims, key) {
  // ruleid: javascript-jwt-not-verified
  jwt.sign(claims, key, { algorithm: "none" });
  // ruleid: javascript-hard-coded-signing-key
  jwt.sign(claims, "obviously-fake", { expiresIn: "1h" });
  // ok: javascript-hard-coded-signing-key
  return jwt.sign(claims, key, { algorithm: "HS256" });
}

// ruleid: javascript-hard-coded-signing-key
app.use(session({ secret: "obviously-fake", resave: false }));
// ruleid: javascript-hard-coded-signing-key
app.use(cookieParser("obviously-fake"));
// ok: javascript-hard-coded-signing-key
app.use(session({ secret: process.env.SESSION_SECRET, resave: false }));
