"""The neighbourhoods that a practice's people live in: who lives there, and how those people fare."""
