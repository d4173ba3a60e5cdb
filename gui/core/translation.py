"""The words of the window, from the catalogue that everything below uses as well."""

from annotations.words import mark, tr, trn, use_languages

__all__ = ["mark", "tr", "trn", "use_languages"]
