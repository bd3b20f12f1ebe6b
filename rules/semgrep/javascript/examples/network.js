const https = require("https");
const cors = require("cors");
const session = require("express-session");

// ruleid: javascript-tls-verification-off
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
// ruleid: javascript-tls-verification-off
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
// ok: javascript-tls-verification-off
const good = new https.Agent({ keepAlive: true, rejectUnauthorized: true });
// ok: javascript-tls-verification-off
const own = new https.Agent({ ca: certificate });

// ruleid: javascript-cors-any-origin-with-credentials
app.use(cors({ origin: true, credentials: true }));
// ruleid: javascript-cors-any-origin-with-credentials
app.use(cors({ credentials: true, origin: "*" }));
// ok: javascript-cors-any-origin-with-credentials
app.use(cors({ origin: ["https://app.example.org"], credentials: true }));
// ok: javascript-cors-any-origin-with-credentials
app.use(cors());

app.use((req, res, next) => {
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  // ruleid: javascript-cors-any-origin-with-credentials
  res.setHeader("Access-Control-Allow-Credentials", "true");
  next();
});

app.get("/public", (req, res) => {
  // ok: javascript-cors-any-origin-with-credentials
  res.setHeader("Access-Control-Allow-Origin", "*");
  res.end();
});

// ruleid: javascript-cookie-without-protection
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: false } }));
// ok: javascript-cookie-without-protection
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: true, httpOnly: true } }));

app.post("/login", (req, res) => {
  // ruleid: javascript-cookie-without-protection
  res.cookie("session", token, { httpOnly: false, secure: true });
  // ok: javascript-cookie-without-protection
  res.cookie("session", token, { httpOnly: true, secure: true });
  res.end();
});
