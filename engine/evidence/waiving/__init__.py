"""Waivers: one person may go on to a stage without what comes first for everybody else."""
