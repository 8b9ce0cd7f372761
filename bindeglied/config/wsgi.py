"""The web application as the server loads it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bindeglied.config.settings")

application = get_wsgi_application()

# Every view and form is loaded before the first request asks for one. All that is there by now
# stays: the collector of garbage would walk through it every thirty pages, 50 ms each time.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
