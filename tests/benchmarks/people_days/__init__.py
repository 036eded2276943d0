"""Days of people in the started application, on a real screen, by keys or by the mouse, from outside (`bench days`)."""
