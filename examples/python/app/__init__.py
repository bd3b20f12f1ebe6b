"""Greets people in the words of a file."""
