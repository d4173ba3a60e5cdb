"""Codecs: the borders where data from outside is turned into records, and records into bytes."""
