"""Survey forms and their data → `model.survey`."""
