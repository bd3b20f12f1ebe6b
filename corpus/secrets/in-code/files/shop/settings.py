"""Settings of the shop, written for the corpus."""

DB_USER = "shop"
DB_PASSWORD = "{{secret:password:60}}"
GITHUB_TOKEN = "{{secret:github-token:60}}"
PAYMENT = {"token": "{{secret:stripe-key:60}}"}
PASSWORD_FIELD = "password"
