"""Many documents at once: where they come from, which are copies of each other, splits, import and export."""
