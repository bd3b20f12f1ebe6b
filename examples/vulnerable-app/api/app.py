import hashlib
import pickle
import sqlite3
import subprocess

import requests
import yaml
from flask import Flask, redirect, render_template_string, request

app = Flask(__name__)


@app.route("/ping")
def ping():
    host = request.args.get("host")
    return subprocess.check_output("ping -c 1 " + host, shell=True)


@app.route("/orders")
def orders():
    shop = sqlite3.connect("shop.db")
    rows = shop.execute("SELECT * FROM orders WHERE customer = '%s'" % request.args["customer"])
    return str(rows.fetchall())


@app.route("/import", methods=["POST"])
def import_orders():
    return str(yaml.load(request.data, Loader=yaml.Loader))


@app.route("/basket")
def basket():
    return str(pickle.loads(request.cookies["basket"].encode()))


@app.route("/hello")
def hello():
    return render_template_string("<h1>Hello " + request.args["name"] + "</h1>")


@app.route("/leave")
def leave():
    return redirect(request.args["to"])


@app.route("/rates")
def rates():
    return requests.get("https://rates.example/" + request.args["currency"], verify=False).text


def fingerprint(password):
    return hashlib.md5(password.encode()).hexdigest()


if __name__ == "__main__":
    app.run(host="0.0.0.0", debug=True)
