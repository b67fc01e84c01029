"""Questions as plain lines: for screen readers, braille, dumb terminals and pipes."""
