"""The stored files of Sorot as JSON Schemas, and the checks that a file holds to them. Knows dicts only."""
