"""A whole class: many submissions on many workers, results kept, a report and feedback."""
