"""What goes in and out, as data that describes itself: dates in ISO form, exact numbers as texts, money in whole fen too."""
