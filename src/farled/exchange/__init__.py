"""Formats of the outside world and our terms: values in, values out."""
