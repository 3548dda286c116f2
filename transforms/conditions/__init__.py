"""Who has a long-term condition: case definitions over records of hospitals and claims."""
