"""Routes of the API: thin; each calls one verb and returns a schema."""
