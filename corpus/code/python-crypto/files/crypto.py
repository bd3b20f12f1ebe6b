"""Keys, hashes and tokens, written for the corpus."""
import hashlib
import random
import ssl
import string

import jwt
import paramiko
import requests
from Crypto.Cipher import AES, ARC4, DES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def store(password):
    return hashlib.md5(password.encode()).hexdigest()


def store_again(password):
    return hashlib.sha1(password.encode()).hexdigest()


def store_named(password):
    return hashlib.new("md5", password.encode()).hexdigest()


def etag(content):
    return hashlib.md5(content).hexdigest()


def encrypt(key, data, nonce):
    first = DES.new(key, DES.MODE_CBC).encrypt(data)
    second = ARC4.new(key).encrypt(data)
    third = Cipher(algorithms.AES(key), modes.ECB())
    fourth = Cipher(algorithms.TripleDES(key), modes.CBC(nonce))
    fifth = AES.new(key, AES.MODE_ECB)
    sixth = Cipher(algorithms.Blowfish(key), modes.CBC(nonce))
    return first, second, third, fourth, fifth, sixth


def reset_token():
    token = "".join(random.choice(string.ascii_letters) for _ in range(32))
    return token


def set_code(user):
    user.reset_code = random.randint(100000, 999999)


def make_password(length):
    return "".join(random.choices(string.printable, k=length))


def colour():
    return random.choice(["red", "green"])


def call(url):
    return requests.post(url, json={}, verify=False, timeout=3)


def context():
    return ssl._create_unverified_context()


def log_in(host):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(host)
    return client


def log_in_again(host):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.WarningPolicy())
    client.connect(host)
    return client


def read(token):
    return jwt.decode(token, options={"verify_signature": False})


def issue(claims):
    return jwt.encode(claims, "obviously-made-up", algorithm="HS256")
