"""All that differs by operating system: whoever calls does not ask which one it is."""
