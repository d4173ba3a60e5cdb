"""GATE's bdoc JSON."""
