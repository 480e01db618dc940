"""What the pupil is told and asked before answering: the words, the sheet and its PDF."""
