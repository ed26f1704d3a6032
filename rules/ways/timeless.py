"""Requirements without their windows of time: what is impossible even so is impossible for ever."""

from rules.requirements import Need, Requirement, Where

_OF_TIME = ("from_", "to", "max_age_months", "school_years", "until_degree", "since_degree")


def timeless(requirement: Requirement) -> Requirement:
    """The same tree, in which every filter on days is passed and nothing expires."""
    return requirement.model_copy(
        update={
            "of": tuple(timeless(child) for child in requirement.of),
            "where": _always(requirement.where),
            "need": tuple(_need(need) for need in requirement.need),
            "limits": tuple(
                limit
                for limit in requirement.limits
                if limit.where is None or _always(limit.where) == limit.where
            ),
            "within": None,
            "after": (),
            "expired_ok": True,
        }
    )


def _need(need: Need) -> Need:
    return need.model_copy(update={"where": _always(need.where)})


def _always(where: Where | None) -> Where | None:
    if where is None:
        return None
    return where.model_copy(update=dict.fromkeys(_OF_TIME))
