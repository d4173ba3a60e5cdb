"""Qt item models over the label set and the annotation set."""
