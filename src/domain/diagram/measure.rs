//! Faults of a drawing, counted from its coordinates alone.
