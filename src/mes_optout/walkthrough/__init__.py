"""How one goes through a procedure; knows no terminal."""
