"""The proof that a pack leads on: the real walkthrough, gone through in every way that counts."""
