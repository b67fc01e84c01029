"""What has been done: pure values, and the file that keeps them."""
