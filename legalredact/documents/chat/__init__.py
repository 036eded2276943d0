"""Reads chat exports as conversations: Slack, Teams, WhatsApp, iMessage."""
