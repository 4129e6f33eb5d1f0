"""What a figure in a clause is: target or actual, the name it goes by, an aside that is no figure of the report."""
