"""For every test."""

from hypothesis import settings

settings.register_profile("whatever the machine does", deadline=None)  # a test measures no time
settings.load_profile("whatever the machine does")
