"""The edge: HTTP, web pages, command line, settings."""
