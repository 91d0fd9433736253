"""What a parameter is, says and shows: quantities, words, tables, calculators and their workings."""
