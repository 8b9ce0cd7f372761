from bindeglied.desk.views.about import accessibility, licence, privacy
from bindeglied.desk.views.drafts import draft
from bindeglied.desk.views.home import home
from bindeglied.desk.views.search import search

__all__ = ["accessibility", "draft", "home", "licence", "privacy", "search"]
