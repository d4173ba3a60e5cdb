"""A document's text: spans, units of counting, decoding, segments, intervals. Offsets count code points."""
