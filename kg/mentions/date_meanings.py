"""The meanings that the language data may name, by their names there.

In: `means` of an entry in `dates.toml`. Out: the function that turns a template's match into a `Sense`.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.mentions import date_days, date_months, date_relative
from kg.mentions.date_senses import Meant, Use

MEANINGS: dict[str, Callable[[Use], Meant]] = {
    "day": date_days.day,
    "this-month-day": date_days.this_month_day,
    "days": date_days.days,
    "next-days": date_days.next_days,
    "day-range": date_days.day_range,
    "month": date_months.month,
    "month-range": date_months.month_range,
    "half-month": date_months.half_month,
    "year": date_months.year,
    "year-range": date_months.year_range,
    "year-month": date_months.year_month,
    "part-of-year": date_months.part_of_year,
    "season": date_months.season,
    "weekday": date_relative.weekday,
    "weekday-of-week": date_relative.weekday_of_week,
    "weekdays": date_relative.weekdays,
    "shift": date_relative.shift,
    "period": date_relative.period,
    "week-of": date_days.week_of,
    "ago": date_relative.ago,
    "anchored": date_relative.anchored,
    "vague": date_relative.vague,
    "nothing": date_relative.nothing,
}
