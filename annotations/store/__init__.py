"""Keeping labels safe on disk: label files, the journal of edits, the writer thread, the lock."""
