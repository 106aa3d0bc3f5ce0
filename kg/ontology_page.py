"""Placeholder."""
def page() -> str:
    return ""
