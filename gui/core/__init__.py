"""Qt adapters that every part of the window stands on: theme, actions, settings, undo, translation."""
