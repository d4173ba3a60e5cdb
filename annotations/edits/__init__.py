"""Reversible edits of an annotation set, the rules for placing spans, and the policy for references."""
