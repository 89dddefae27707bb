"""How well the reader reads here: figures from what people decided one by one, gold for `taizhang read --score`, names people corrected.

Nothing is stored: every figure is made of the facts' own versions, the reader's first and the person's last.
"""
