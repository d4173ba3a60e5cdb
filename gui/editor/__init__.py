"""The text view: an article with its mentions, and what labelling does there."""
