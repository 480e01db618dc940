"""The access rules read once more: slowly, in plain Python, over every row there is.

Written from the rules as agreed, not from the product's querysets, so that the two can
disagree. `docs/access-rules.md` says each rule in words and names the tests that prove it.
"""
