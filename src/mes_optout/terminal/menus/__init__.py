"""Questions as menus: arrow keys, space and Enter, below a page in a frame."""
