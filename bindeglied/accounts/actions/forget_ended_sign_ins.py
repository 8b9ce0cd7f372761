"""Forget sessions that ran out, and counted attempts whose limit is over."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection


def forget_ended_sign_ins(now: datetime) -> int:
    """Delete what ended before `now`; how many sessions and counters those were.

    Neither opens nor limits anything any more, but they name people and network addresses. The
    installation does it by itself, hence without `by`.
    """
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608
        return sessions + int(cursor.rowcount)
