import ast
import asyncio
import html
import json
import os
import pathlib
import pickle
import shlex
import subprocess
import urllib.request

import flask
import httpx
import jinja2
import requests
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse
from flask import Flask, redirect, render_template_string, request, send_file, url_for
from markupsafe import Markup
from werkzeug.utils import secure_filename

app = Flask(__name__)
router = APIRouter()
BASE = pathlib.Path("/srv/files")
REPORT = "weekly"


@app.route("/ping")
def ping():
    host = request.args["host"]
    # ruleid: python-command-injection
    os.system("ping -c 1 " + host)
    # ruleid: python-command-injection
    subprocess.run(f"ping -c 1 {host}", shell=True)
    # ruleid: python-command-injection
    subprocess.check_output(["sh", "-c", "ping " + host])
    # ok: python-command-injection
    subprocess.run(["ping", "-c", "1", host])
    # ok: python-command-injection
    os.system("ping -c 1 " + shlex.quote(host))
    # ok: python-command-injection
    subprocess.run(f"sleep {int(request.args['seconds'])}", shell=True)


def rotate(name, count):
    # ruleid: python-command-injection
    os.popen("logrotate %s" % name)
    # ruleid: python-command-injection
    os.system("logrotate {}".format(name))
    # ok: python-command-injection
    os.system("logrotate " + REPORT)
    # ok: python-command-injection
    os.system(f"logrotate -n {int(count)}")
    # ok: python-command-injection
    os.system("logrotate --all")


async def start(job):
    # ruleid: python-command-injection
    await asyncio.create_subprocess_shell(f"run {job}")
    # ok: python-command-injection
    await asyncio.create_subprocess_exec("run", job)


@router.post("/evaluate")
async def evaluate(expression: str, limit: int = 3):
    # ruleid: python-code-injection
    value = eval(expression)
    # ruleid: python-code-injection
    exec(expression)
    # ok: python-code-injection
    return ast.literal_eval(expression)


def view(request):
    # ruleid: python-code-injection
    total = eval(request.GET["total"])
    # ok: python-code-injection
    return eval("1 + 1")


@app.post("/state")
def state(connection):
    # ruleid: python-unsafe-deserialisation
    old = pickle.loads(flask.request.get_data())
    # ok: python-unsafe-deserialisation
    new = json.loads(flask.request.get_data())
    with open("/var/lib/app/state", "rb") as file:
        # ok: python-unsafe-deserialisation
        return pickle.load(file)


def serve(connection):
    message = connection.recv(4096)
    # ruleid: python-unsafe-deserialisation
    return pickle.loads(message)


@app.get("/download")
def download():
    name = request.args.get("name")
    # ruleid: python-path-traversal
    with open(os.path.join("/srv/files", name)) as file:
        text = file.read()
    # ruleid: python-path-traversal
    (BASE / name).read_text()
    # ok: python-path-traversal
    with open(os.path.join("/srv/files", secure_filename(name))) as file:
        text = file.read()
    # ok: python-path-traversal
    open("/srv/files/" + os.path.basename(name))
    # ok: python-path-traversal
    open("/srv/files/fixed.txt")
    # ruleid: python-path-traversal
    return send_file("/srv/files/" + name)


@app.get("/checked")
def checked():
    path = (BASE / request.args["name"]).resolve()
    if not path.is_relative_to(BASE):
        flask.abort(404)
    # ok: python-path-traversal
    return path.read_text()


@router.get("/fetch/{name}")
async def fetch(url: str, name: str):
    # ruleid: python-server-side-request-forgery
    requests.get(url, timeout=3)
    # ruleid: python-server-side-request-forgery
    requests.request("GET", f"http://{name}/status")
    # ruleid: python-server-side-request-forgery
    urllib.request.urlopen(url)
    async with httpx.AsyncClient() as client:
        # ruleid: python-server-side-request-forgery
        await client.get(url)
    # ok: python-server-side-request-forgery
    requests.get(f"https://api.example.org/users/{name}")
    # ok: python-server-side-request-forgery
    requests.get("https://api.example.org/users/" + name)
    # ok: python-server-side-request-forgery
    return requests.post("https://api.example.org/log", json={"url": url})


@app.get("/login")
def login():
    target = request.args.get("next", "/")
    if target == "home":
        # ok: python-open-redirect
        return redirect(url_for("home", tab=target))
    if target.isdigit():
        # ok: python-open-redirect
        return redirect(f"/users/{target}")
    # ruleid: python-open-redirect
    return redirect(target)


def after_login(request):
    # ruleid: python-open-redirect
    return HttpResponseRedirect(request.POST.get("next"))


def after_checked_login(request):
    target = request.POST.get("next")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    # ok: python-open-redirect
    return HttpResponseRedirect(target)


@router.get("/go")
def go(to: str):
    # ruleid: python-open-redirect
    return RedirectResponse(url=to)


@app.get("/hello")
def hello():
    name = request.args["name"]
    # ruleid: python-template-injection
    render_template_string("<h1>Hello " + name + "</h1>")
    # ruleid: python-template-injection
    jinja2.Template(f"Hello {name}").render()
    # ok: python-template-injection
    return render_template_string("<h1>Hello {{ name }}</h1>", name=name)


@app.get("/profile")
def profile():
    name = request.args["name"]
    # ruleid: python-unescaped-html
    first = Markup("<b>" + name + "</b>")
    # ok: python-unescaped-html
    second = Markup("<b>" + html.escape(name) + "</b>")
    # ok: python-unescaped-html
    third = Markup("<b>fixed</b>")
    # ok: python-unescaped-html
    return Markup("<b>%s</b>") % html.escape(name)


def bio(request):
    # ruleid: python-unescaped-html
    return mark_safe(request.POST["bio"])


@router.get("/page")
def page(title: str):
    # ruleid: python-unescaped-html
    return HTMLResponse(f"<title>{title}</title>")
