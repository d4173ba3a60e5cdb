"""All about annotations that needs no window: text, model, edits, files, sessions. No Qt here."""
