"""Many documents at once: which are copies of each other, which are trained on and which tested."""
