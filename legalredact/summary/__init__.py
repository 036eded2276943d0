"""Masked, verified text in; a masked summary with its citations out. Two engines behind one seam."""
