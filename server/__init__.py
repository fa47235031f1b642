"""The server: one more way in to the use cases of sheets_sync, over HTTP. It holds no rules of its own."""
