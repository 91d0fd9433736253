"""What a person types: the `crmlab` command and what stands behind it."""
