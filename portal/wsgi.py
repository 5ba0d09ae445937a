import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

# What needs the application to be loaded.
from django.db import connection  # noqa: E402

from portal.setup.code import announce_at_start  # noqa: E402

announce_at_start()
# A server that loads this before it forks must not share it.
connection.close()
