"""Families of features of hospital sites, one record `FAMILY` a module."""
