"""Messages about a date or a time that can't be taken, and the names dates are shown with."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

GIVE_A_DATE = "give a date, such as fri, 27 nov or in 2 weeks."
NOT_A_DATE = '"{words}" is not a date: ' + GIVE_A_DATE
NOTHING = "There is no date: " + GIVE_A_DATE
VAGUE = '"{words}" is not a deadline anybody can be held to: ' + GIVE_A_DATE
NO_SUCH_MONTH = "There is no month {month}. Give the day first, then the month: 27/11/2026 is 27 November."
NO_SUCH_DAY = "{month} has {days} days, so there is no {day} {month}. Check the day and the month."
NO_SUCH_DAY_IN_YEAR = (
    "{month} {year} has {days} days, so there is no {day} {month} {year}. Check the day and the month."
)
NO_SUCH_DAY_AT_ALL = "No month has a day {day}. Check the day, such as 27 nov."
WRONG_WEEKDAY = "{date} is a {is_}, not a {said}: correct the day or the date."
YEAR = "The year {year} is too far away: give one from {first} to {last}."
WHICH_DAY = '"{words}" does not say which day: ' + GIVE_A_DATE
PAST = '"{{words}}" is past ({date}): add the year, or give a later date.'
TO_COME = '"{{words}}" is still to come ({date}): add the year, or give an earlier date.'
NOT_PAST = '"{words}" does not say a day that is past: give a date, such as 27 nov or 3 days ago.'
NOT_THIS_YEAR = '"{{words}}" may be of more than one year: add the year.'
WHICH_MONTH = "There is no {day} in one of these two months: add the month, such as {day} jan."
TWO_WAYS = '"{{words}}" may be {first} or {second}: give the date itself.'
UNITS = {7: "day", 12: "month", 52: "week"}
"""What 2/7, 6/12 and 3/52 count."""
SHORTHAND = '"{words}" may be a date or {count} {unit}: write it out, such as 2 jul, 2 days or 3 weeks.'
TIME_OR_DAY = '"{words}" may be a time of day or a date: write 2pm, 14:00 or 4 dec.'
TIME_OR_YEAR = '"{words}" may be a year or a time of day: write 14:00, or 3/12/2026.'
TIME_ALONE = '"{words}" is a time of day: ' + GIVE_A_DATE
DAY_ONLY = '"{words}" has a time, and only the day is kept here: give the day alone, such as {date}.'
YEAR_IN_FULL = 'If "{year}" is the year, give all four figures, such as 2026; if not, take it away from the date.'
HOURS = '"{words}" is no whole number of days: ' + GIVE_A_DATE
WEEK_OVER = '"{words}" is past, as this week is over: give the date.'
NO_SUCH_FEAST = '"{words}" is no day of that year: give a date.'
NO_SUCH_COUNT = '"{words}" is no day of that month: give a date.'
WORKING_DAYS_BEFORE = '"{words}" is counted backwards: give the date itself.'
TOO_FAR = '"{words}" is too far away: give a date before {last}.'

NO_TIME = '"{words}" has no time: add one, such as 14:00 or 2pm.'
TWO_TIMES = '"{words}" has two times of day: keep the one at which it starts.'
NO_SUCH_TIME = '"{time}" is not a time of day: give one such as 14:00 or 2pm.'
WHEN_IN_FULL = '"{words}" needs the whole date, such as 2026-12-03 14:00 or 3 dec 2026 2pm.'
SKIPPED = "The clocks go forward on {date}, so there is no {time} that night: give an hour earlier or later."

REMARKED = "{date} ({remarks})"
REMARK_BEFORE = "before the meeting"
REMARK_WEEKEND = "a {day}"
REMARK_HOLIDAY = "a bank holiday ({name})"
