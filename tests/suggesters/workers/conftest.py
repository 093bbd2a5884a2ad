from tests.clusters import two_workers

__all__ = ["two_workers"]
