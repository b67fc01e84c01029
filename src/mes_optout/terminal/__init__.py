"""How pages are shown and questions asked: menus, or plain lines."""
