"""Settings of the shop."""

SIGNING_KEY = """{{secret:private-key:6}}
"""
TOKEN = "{{secret:github-token:30}}"
