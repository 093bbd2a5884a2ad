"""A file per page of the browser: functions from a visit to an answer."""
