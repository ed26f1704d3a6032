"""Rewards: the shelf, redeeming, what one redeemed, and the desk that hands it out."""
