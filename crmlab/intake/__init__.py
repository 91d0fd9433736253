"""All that touches a student's bytes in a process that must be trusted; it executes nothing of theirs.

`reading` makes a notebook of a file, `cells` cleans its cells, `values` says which kinds of values there
are, `wire` makes them of what a sandbox sends, `comparing` tells them from the right ones.
"""
