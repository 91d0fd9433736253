"""What a class has learned and what it has not: a page and tables about one graded assignment."""
