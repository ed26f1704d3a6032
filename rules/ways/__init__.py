"""Ways: the least that brings somebody to a degree, a level, a badge or a reward, and its proof."""
