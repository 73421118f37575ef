"""The outside: files and their engines. Nothing here decides."""
