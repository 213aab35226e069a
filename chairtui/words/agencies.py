"""Which agencies a word such as "health" stands for in `!only health`, by the words of an agency's name."""

GROUPS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("health",): (
        "nhs", "health board", "health trust", "healthcare trust", "foundation trust", "health visiting",
        "school nursing", "midwifery", "maternity", "hospital", "hospitals", "gp", "gps", "general practice",
        "medical practice", "medical centre", "health centre", "doctors", "camhs", "community nursing",
        "district nursing", "integrated care board", "icb",
    ),
    ("police",): ("police", "constabulary"),
    ("education", "school", "schools"): (
        "education", "school", "schools", "academy", "college", "sixth form",
    ),
    ("social work", "social care", "social services"): (
        "social work", "social care", "social services", "children's services", "adult services", "adults services",
    ),
    ("housing",): ("housing", "homelessness"),
    ("fire",): ("fire and rescue", "fire service"),
    ("ambulance",): ("ambulance",),
    ("probation",): ("probation",),
}  # fmt: skip
"""By what a group is called, the words of which one is in the name of each agency of it. An agency whose name has the
words of several groups, such as a hospital school, is meant only by its whole name."""
NOT_OF_A_GROUP = ("environmental", "veterinary", "vet", "officers association", "federation", "housing association")
"""Words of names that belong to no group, whatever else they say."""
CHILDREN, ADULTS = "Children's Social Care", "Adult Social Care"
NAMES = (
    CHILDREN, ADULTS, "Social Care", "Early Help", "Education", "Housing", "Police",
    "Probation", "Youth Justice Service", "Health", "CAMHS", "Community Nursing", "Health Visiting", "School Nursing",
    "Maternity", "General Practice", "Health Board", "Integrated Care Board", "NHS Foundation Trust",
    "Ambulance Service", "Fire and Rescue Service",
)  # fmt: skip
"""Names of agencies that are offered for completion after those in the meeting."""
