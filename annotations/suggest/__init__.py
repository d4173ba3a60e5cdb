"""What may be labelled next, worked out from what is labelled already."""
