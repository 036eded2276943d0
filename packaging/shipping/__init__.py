"""What every platform's packages share: the frozen application, archives that come out alike, and the inventory."""
