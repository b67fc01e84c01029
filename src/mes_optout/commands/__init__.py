"""The commands, one a file: options in, a call down, text out."""
