"""What asks, or says at length: encodings, problems, keys, about."""
