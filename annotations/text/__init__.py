"""The document's text: spans, units of counting, decoding, segments and the interval index. Offsets count code points."""
