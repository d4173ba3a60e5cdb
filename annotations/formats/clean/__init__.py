"""Texts without boilerplate, and lines with what they are."""
