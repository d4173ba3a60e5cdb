"""Reusable widgets that know no document: status parts, banners, painted icons and keycaps."""
