"""Formulas, each with its reference: what a number is, apart from which indicator uses it.

Order to read: domains (who counts where), intervals, survey, scales, rates, lifecycle, access, place_quality, spatial.
"""
