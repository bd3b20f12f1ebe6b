import hashlib
import random
import secrets
import string

import bcrypt
from Crypto.Cipher import AES, DES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def store(password, content):
    # ruleid: python-weak-password-hash
    hashlib.md5(password.encode()).hexdigest()
    # ruleid: python-weak-password-hash
    hashlib.new("sha256", password.encode())
    state = hashlib.sha1()
    # ruleid: python-weak-password-hash
    state.update(password.encode())
    # ok: python-weak-password-hash
    state.update(content)
    # ok: python-weak-password-hash
    hashlib.sha256(content).hexdigest()
    # ok: python-weak-password-hash
    hashlib.scrypt(password.encode(), salt=content, n=16384, r=8, p=1)
    # ok: python-weak-password-hash
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt())


def encrypt(key, data, nonce):
    # ruleid: python-weak-cipher
    DES.new(key, DES.MODE_CBC)
    # ruleid: python-weak-cipher
    AES.new(key, AES.MODE_ECB)
    # ruleid: python-weak-cipher
    Cipher(algorithms.AES(key), modes.ECB())
    # ruleid: python-weak-cipher
    Cipher(algorithms.TripleDES(key), modes.CBC(nonce))
    # ok: python-weak-cipher
    Cipher(algorithms.AES(key), modes.GCM(nonce))
    # ok: python-weak-cipher
    return AES.new(key, AES.MODE_GCM, nonce=nonce)


def invite(user):
    # ruleid: python-predictable-secret
    token = "".join(random.choice(string.ascii_letters) for _ in range(32))
    # ruleid: python-predictable-secret
    user.reset_code = random.randint(100000, 999999)
    # ok: python-predictable-secret
    session_id = secrets.token_urlsafe(32)
    # ok: python-predictable-secret
    api_key = "".join(random.SystemRandom().choice(string.hexdigits) for _ in range(32))
    # ok: python-predictable-secret
    colour = random.choice(["red", "green"])
    return token


def make_password(length):
    # ruleid: python-predictable-secret
    return "".join(random.choices(string.printable, k=length))


def roll():
    # ok: python-predictable-secret
    return random.randint(1, 6)
