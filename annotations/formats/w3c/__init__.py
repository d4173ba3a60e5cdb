"""W3C Web Annotations."""
