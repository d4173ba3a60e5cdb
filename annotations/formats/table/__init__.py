"""Tables of everything that is said: CSV and TSV."""
