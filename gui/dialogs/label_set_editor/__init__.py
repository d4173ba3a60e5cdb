"""The label set editor: labels are added, changed, moved, merged and deleted in a copy, then applied."""
