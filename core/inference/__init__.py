"""From a model file and pictures to classes with probabilities."""
