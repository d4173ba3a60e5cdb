"""The window's features, each put together in a module of its own."""
