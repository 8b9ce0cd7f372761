from bindeglied.trail.actions.delete_data_key import delete_data_key, finish_deletions
from bindeglied.trail.actions.end_old_drafts import end_old_drafts
from bindeglied.trail.actions.end_old_events import end_old_events
from bindeglied.trail.actions.end_old_keys import end_old_keys
from bindeglied.trail.actions.keep_draft import AlreadySent, forget_draft, keep_draft
from bindeglied.trail.actions.make_backup import FolderTaken, make_backup
from bindeglied.trail.actions.record_event import record_event
from bindeglied.trail.actions.renew_chains import renew_chains
from bindeglied.trail.actions.restore_backup import NotEmpty, restore_backup
from bindeglied.trail.actions.rewrap_data_keys import rewrap_data_keys
from bindeglied.trail.actions.seal_events import append_missing_heads, seal_all_events, seal_events
from bindeglied.trail.actions.sweep_data_keys import TooManyOrphans, sweep_data_keys

__all__ = [
    "AlreadySent",
    "FolderTaken",
    "NotEmpty",
    "TooManyOrphans",
    "append_missing_heads",
    "delete_data_key",
    "end_old_drafts",
    "end_old_events",
    "end_old_keys",
    "finish_deletions",
    "forget_draft",
    "keep_draft",
    "make_backup",
    "record_event",
    "renew_chains",
    "restore_backup",
    "rewrap_data_keys",
    "seal_all_events",
    "seal_events",
    "sweep_data_keys",
]
