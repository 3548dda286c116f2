"""Indicators of this aim: one module an indicator, each with its record `INDICATOR`."""
