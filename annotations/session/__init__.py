"""Open documents: apply edits, tell listeners, keep everything on disk."""
