"""What is said of a document: mentions, events, relations, comments, and the label set that rules them."""
