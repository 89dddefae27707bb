"""Changes to accounts, each an action with its policy and its line in the trail."""
