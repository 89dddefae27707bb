"""Long work: jobs enqueued in the action's own transaction, built of steps that can run twice, with progress a page can show."""
