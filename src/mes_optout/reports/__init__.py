"""What the program says of itself and of where one stands: nothing that one carries away."""
