"""Reads the words and greets."""

from pathlib import Path

import yaml
from markupsafe import escape


def greet(name: str, words: Path) -> str:
    """Gives the greeting of `words` for a name, safe to be put into a page."""
    greeting = yaml.safe_load(words.read_text(encoding="utf-8"))["greeting"]
    return f"<p>{escape(greeting)}, {escape(name)}!</p>"
