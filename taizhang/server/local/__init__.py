"""The installation's own layer: names that this office adds to those of its pack, with dates, over all other layers.

It lives in the database, is edited on pages by audited actions, and leaves and comes as a folder that ``taizhang pack check`` takes.
"""
