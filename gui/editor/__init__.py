"""The text view: an article with its mentions, read by eye, caret and mouse; and what labelling does with it."""
