"""Episodes of care: hospital stays and same-day surgery that follow so closely that they are one (indicators.md 19)."""
