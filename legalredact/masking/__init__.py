"""From clear text to text that may leave, and back: mask, verify, check the reply, restore."""
