"""report-tool: ekspertbistand reports without a leaked health detail."""

__version__ = "0.1.0"
