"""A guided walkthrough for objecting to, closing, hiding or reopening a French health record."""

# A constant: reading it from the installed metadata costs a quarter of the time of `--version`.
__version__ = "2.0.0"
