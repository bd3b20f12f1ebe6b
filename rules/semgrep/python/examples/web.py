import asyncio

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
api = FastAPI()

# ruleid: python-cors-any-origin-with-credentials
CORS(app, supports_credentials=True)
# ruleid: python-cors-any-origin-with-credentials
CORS(app, origins="*", supports_credentials=True)
# ok: python-cors-any-origin-with-credentials
CORS(app, origins=["https://app.example.org"], supports_credentials=True)
# ok: python-cors-any-origin-with-credentials
CORS(app)
# ruleid: python-cors-any-origin-with-credentials
api.add_middleware(CORSMiddleware, allow_credentials=True, allow_methods=["*"], allow_origins=["*"])
# ok: python-cors-any-origin-with-credentials
api.add_middleware(CORSMiddleware, allow_origins=["*"])

# ruleid: python-cookie-without-protection
SESSION_COOKIE_SECURE = False
# ruleid: python-cookie-without-protection
app.config["SESSION_COOKIE_HTTPONLY"] = False
# ok: python-cookie-without-protection
CSRF_COOKIE_SECURE = True


def log_in(response, token):
    # ruleid: python-cookie-without-protection
    response.set_cookie("session", token, httponly=False, secure=True)
    # ok: python-cookie-without-protection
    response.set_cookie("session", token, httponly=True, secure=True)


async def main():
    await asyncio.sleep(0)


if __name__ == "__main__":
    # ok: python-debug-mode
    asyncio.run(main(), debug=True)
    # ok: python-debug-mode
    app.run(host="127.0.0.1")
    # ruleid: python-debug-mode
    app.run(host="127.0.0.1", debug=True)
