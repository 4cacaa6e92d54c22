"""What the recommendations say of the plan as a whole."""
