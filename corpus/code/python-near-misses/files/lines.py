"""Holes close together, written for the corpus."""
import hashlib
import os
import pickle
import subprocess

import requests
import yaml
from flask import Flask, request

app = Flask(__name__)


def two_alike(password, passphrase):
    return hashlib.md5(password.encode()).hexdigest() + hashlib.md5(passphrase.encode()).hexdigest()


def two_kinds(document, url):
    return yaml.load(document, Loader=yaml.Loader), requests.get(url, verify=False, timeout=1)


def one_in_the_other(url):
    return yaml.load(requests.get(url, verify=False, timeout=1).text, Loader=yaml.Loader)


@app.route("/both")
def both():
    name = request.args["name"]
    os.system("touch " + name); os.system("rm " + name)
    return "done"


@app.route("/over-lines")
def over_lines():
    name = request.args["name"]
    return subprocess.check_output(
        "cat "
        + name
        + " | sort",
        shell=True,
    )


@app.route("/long")
def long():
    data = request.get_data()
    return str(
        pickle.loads(
            data,
        )
    )


def first(password):
    digest = hashlib.sha1(password.encode()).hexdigest()
    return digest


def second(password):
    digest = hashlib.sha1(password.encode()).hexdigest()
    return digest


def insecure(cursor, name, url):
    cursor.execute(f"SELECT * FROM a WHERE n = '{name}'"); cursor.execute(f"SELECT * FROM b WHERE n = '{name}'")
    return requests.get(url, verify=False, timeout=1).status_code == requests.get(url + "/b", verify=False, timeout=1).status_code
