"""What docks around the text: the label palette and the list of mentions."""
