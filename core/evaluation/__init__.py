"""How good a model is: figures, calibration, what it has never seen, and labels that look wrong."""
