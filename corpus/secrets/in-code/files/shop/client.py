"""Asks other services, written for the corpus."""
import jwt

from shop.http import connect


def call(token="{{secret:gitlab-token:60}}"):
    return connect("https://api.example.com", token=token)


def report():
    return connect("https://reports.example.com", password="{{secret:password:61}}")


def sign(claims):
    return jwt.encode(claims, "{{secret:password:62}}", algorithm="HS256")


def is_admin(password):
    return password == "{{secret:password:60}}"
