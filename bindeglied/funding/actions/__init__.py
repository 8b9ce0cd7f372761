from bindeglied.funding.actions.release_frames import release_frames

__all__ = ["release_frames"]
