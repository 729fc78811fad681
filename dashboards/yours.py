"""Yours: a visitor's own articles, analysed in the visitor's session (only with ``toolkit serve --allow-upload``)."""

from toolkit.views.apps import own_page

own_page().servable()
