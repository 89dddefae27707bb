"""Pages of the app portal: for everybody under /open/, and for who exports."""
