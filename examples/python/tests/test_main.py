import tempfile
import unittest
from pathlib import Path

from app.main import greet


class Greet(unittest.TestCase):
    def test_escapes_the_name(self):
        with tempfile.TemporaryDirectory() as folder:
            words = Path(folder, "words.yml")
            words.write_text("greeting: Hello\n", encoding="utf-8")
            self.assertEqual(greet("<b>", words), "<p>Hello, &lt;b&gt;!</p>")
