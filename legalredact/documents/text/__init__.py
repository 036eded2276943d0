"""Reads plain text (WhatsApp and iMessage chats too), HTML and RTF."""
