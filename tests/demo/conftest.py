from tests.demo_fixture import demo_database

__all__ = ["demo_database"]
