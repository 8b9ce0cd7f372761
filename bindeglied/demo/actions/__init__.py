from bindeglied.demo.actions.build_land import build_land
from bindeglied.demo.actions.generate_land import AlreadyGenerated, NoDemo, generate_land
from bindeglied.demo.actions.sign_in_with_one_click import sign_in_with_one_click

__all__ = ["AlreadyGenerated", "NoDemo", "build_land", "generate_land", "sign_in_with_one_click"]
