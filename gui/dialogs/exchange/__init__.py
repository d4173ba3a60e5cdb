"""Importing and exporting: two dialogs of several steps."""
