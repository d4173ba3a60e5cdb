"""Figures of how quick the program is; `python -m benchmarks` writes them as Markdown."""
