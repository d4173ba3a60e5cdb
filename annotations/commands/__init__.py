"""The command line verbs: what `sorot` does without a window."""
