"""The whole guide as one page that opens anywhere: places, what leads from one to another."""
