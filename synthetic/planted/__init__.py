"""Planted persons and physicians whose answers are known because their rows were written for the answer.

Nothing here computes an attribution. A case writes the rows of one person and, beside them, what the method says must
follow; `stage` repeats every case for twenty persons in several towns. Random residents never see planted physicians.
"""
