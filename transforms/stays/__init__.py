"""Acute stays, and what follows them: readmission and contacts (indicators.md 20)."""
