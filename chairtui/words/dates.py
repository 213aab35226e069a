"""What is said about a date or a time that can't be taken, and the names dates are shown with."""

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
YEAR = "The year {year} is out of reach: give one from {first} to {last}."
WHICH_DAY = '"{words}" does not say which day: ' + GIVE_A_DATE
TOO_FAR = '"{words}" is too far away: give a date before {last}.'

NO_TIME = '"{words}" has no time: add one, such as 14:00 or 2pm.'
NO_SUCH_TIME = '"{time}" is not a time of day: give one such as 14:00 or 2pm.'
WHEN_IN_FULL = '"{words}" needs the whole date, such as 2026-12-03 14:00 or 3 dec 2026 2pm.'
SKIPPED = "The clocks go forward on {date}, so there is no {time} that night: give an hour earlier or later."

REMARK_BEFORE = "before the meeting"
REMARK_WEEKEND = "a {day}"
REMARK_HOLIDAY = "a bank holiday ({name})"
