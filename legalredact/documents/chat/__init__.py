"""Reads chat exports as conversations: Slack, Teams, tables of messages. WhatsApp is text: `documents/text`."""
