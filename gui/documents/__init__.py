"""Opening, keeping and closing documents: the flows between the files and the window."""
