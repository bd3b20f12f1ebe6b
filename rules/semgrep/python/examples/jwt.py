import os

import jwt
from flask import Flask

app = Flask(__name__)
# ruleid: python-hard-coded-signing-key
app.secret_key = "obviously-fake"
# ruleid: python-hard-coded-signing-key
app.config["SECRET_KEY"] = "obviously-fake"
# ok: python-hard-coded-signing-key
app.secret_key = os.environ["SECRET_KEY"]
FALLBACK = "obviously-fake"


def read(token, key, public_key):
    # ruleid: python-jwt-not-verified
    jwt.decode(token, options={"verify_signature": False})
    # ruleid: python-jwt-not-verified
    jwt.decode(token, key, algorithms=["HS256", "none"])
    # ok: python-jwt-not-verified
    jwt.decode(token, key, algorithms=["HS256"], options={"verify_aud": False})
    # ruleid: python-hard-coded-signing-key
    jwt.decode(token, FALLBACK, algorithms=["HS256"])
    # ok: python-hard-coded-signing-key
    jwt.decode(token, "-----BEGIN PUBLIC KEY-----", algorithms=["RS256"])
    # ok: python-hard-coded-signing-key
    return jwt.decode(token, key, algorithms=["HS256"])


def issue(claims, key):
    # ruleid: python-hard-coded-signing-key
    jwt.encode(claims, "obviously-fake", algorithm="HS256")
    # ruleid: python-jwt-not-verified
    jwt.encode(claims, key, algorithm="none")
    # ok: python-hard-coded-signing-key
    return jwt.encode(claims, os.environ["JWT_KEY"], algorithm="HS256")
