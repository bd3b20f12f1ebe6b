import ssl

import aiohttp
import paramiko
import requests


def call(url, session):
    # ruleid: python-tls-verification-off
    requests.get(url, verify=False)
    # ruleid: python-tls-verification-off
    requests.post(url, json={}, verify=False, timeout=3)
    # ok: python-tls-verification-off
    requests.get(url, verify="/etc/ssl/own.pem")
    # ok: python-tls-verification-off
    requests.get(url)


def call_with_session(url):
    session = requests.Session()
    # ruleid: python-tls-verification-off
    session.verify = False
    # ok: python-tls-verification-off
    session.verify = "/etc/ssl/own.pem"
    return session.get(url)


def connect():
    # ruleid: python-tls-verification-off
    ssl._create_unverified_context()
    context = ssl.create_default_context()
    # ok: python-tls-verification-off
    context.verify_mode = ssl.CERT_REQUIRED
    # ruleid: python-tls-verification-off
    context.verify_mode = ssl.CERT_NONE
    # ruleid: python-tls-verification-off
    return aiohttp.TCPConnector(ssl=False)


def log_in(host):
    client = paramiko.SSHClient()
    # ruleid: python-ssh-host-not-verified
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    # ok: python-ssh-host-not-verified
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect(host)
