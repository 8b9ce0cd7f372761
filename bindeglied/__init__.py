"""Bindeglied carries the Pakt für Integration in one program."""

__version__ = "0.1.0"
