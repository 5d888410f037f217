"""Bytes in, one Reading out; batches and the worker that runs them."""
