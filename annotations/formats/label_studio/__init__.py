"""Label Studio's JSON with its configuration."""
