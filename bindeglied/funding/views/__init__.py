from bindeglied.funding.views.confirmations import confirm_rule, confirm_value
from bindeglied.funding.views.exports import export, export_land
from bindeglied.funding.views.frames import frames, kreis_frames
from bindeglied.funding.views.money import money, money_kreis, money_kreise, money_sources
from bindeglied.funding.views.money_files import (
    money_file,
    money_kreis_file,
    money_kreise_file,
    pacts_file,
)
from bindeglied.funding.views.notice_files import import_notices, notices_template
from bindeglied.funding.views.notices import (
    correct_notice,
    enter_notice,
    notice,
    notices,
    notices_file,
)
from bindeglied.funding.views.pacts import pacts
from bindeglied.funding.views.public_maps import public_kreis, public_land
from bindeglied.funding.views.releases import frame_release, prepare, release, releases, withdraw
from bindeglied.funding.views.rules import rule_changes, rules
from bindeglied.funding.views.shares import share_letters, shares_file
from bindeglied.funding.views.sheet import frame_sheet, frame_sheet_pdf
from bindeglied.funding.views.simulation import simulation, simulation_file
from bindeglied.funding.views.sub_allocations import (
    compare_keys,
    decide_sub_allocation,
    sub_allocate,
    sub_allocation,
)

__all__ = [
    "compare_keys",
    "confirm_rule",
    "confirm_value",
    "correct_notice",
    "decide_sub_allocation",
    "enter_notice",
    "export",
    "export_land",
    "frame_release",
    "frame_sheet",
    "frame_sheet_pdf",
    "frames",
    "import_notices",
    "kreis_frames",
    "money",
    "money_file",
    "money_kreis",
    "money_kreis_file",
    "money_kreise",
    "money_kreise_file",
    "money_sources",
    "notice",
    "notices",
    "notices_file",
    "notices_template",
    "pacts",
    "pacts_file",
    "prepare",
    "public_kreis",
    "public_land",
    "release",
    "releases",
    "rule_changes",
    "rules",
    "share_letters",
    "shares_file",
    "simulation",
    "simulation_file",
    "sub_allocate",
    "sub_allocation",
    "withdraw",
]
