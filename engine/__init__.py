"""What happened, and what may happen next: one folder a feature, one front door each."""
