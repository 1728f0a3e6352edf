"""The Slack edge. It arrives with the issue on Slack; until then the layer is empty."""
