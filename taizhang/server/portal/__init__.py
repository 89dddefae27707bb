"""Values leave the house: a read-only portal for everybody, the sheet a bureau reports in, and all values one may read as a data package."""
