"""The Slack edge: what members write becomes commands and questions; no rule stands here."""
