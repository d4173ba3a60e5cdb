"""UIMA's CAS, as INCEpTION reads and writes it, and WebAnno's TSV."""
