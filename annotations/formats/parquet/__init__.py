"""Parquet for Hugging Face's datasets."""
