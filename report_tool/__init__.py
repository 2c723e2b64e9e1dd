"""report-tool."""
