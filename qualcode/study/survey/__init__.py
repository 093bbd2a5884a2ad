"""The surveys of an open study: kept as they came, counted, and set beside the interviews."""
