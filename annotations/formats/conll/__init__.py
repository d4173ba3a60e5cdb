"""CoNLL-2003 and CoNLL-U Plus: a token a line."""
