"""Everything about annotations that needs no window: text, model, edits, files, sessions. Nothing here imports Qt."""
