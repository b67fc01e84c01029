"""The mistakes that editors make, made by a seeded program, and the judge of what is said."""
