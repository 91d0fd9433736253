"""For each explorer the cell that a teacher would write: what it is measured against.

Its parameters are called as the controls of the explorer are, with an underscore for a dot.
"""
