import { useEffect, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf, type Route } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { useNarrow } from '../../app/use-narrow.ts'
import { Checkbox } from '../../ui/fields.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { byDay, worstFirst } from '../../work/burning.ts'
import { addDays, addMonths, type Day, dayOf, monthGrid, spanOf, weekOf, weekStartOf } from '../../work/days.ts'
import { useFresh } from '../../work/news/provider.tsx'
import { BurnBar } from './burn-bar.tsx'
import { DayList } from './day-list.tsx'
import { DeadlineGrid } from './deadline-grid.tsx'
import { loadDeadlines } from './load-deadlines.ts'

type CalendarRoute = Extract<Route, { page: 'calendar' }>

/** Deadlines by day: a month or a week of them as a grid, on a narrow screen as a list. */
export function Calendar({ route }: { route: CalendarRoute }) {
  const words = useWords()
  const { t } = words
  const { client } = useSignedIn()
  const narrow = useNarrow()
  const today = dayOf(new Date())
  // At once, not when the address has followed: keys may come faster than that.
  const [day, setDay] = useState(route.day ?? today)
  useEffect(() => setDay(route.day ?? today), [route.day])
  const { view, mine } = route
  const weekStart = weekStartOf(words.region)
  const weeks = view === 'month' ? monthGrid(day, weekStart) : [weekOf(day, weekStart)]
  const days = weeks.flat()
  const [first = day, last = day] = [days[0], days.at(-1)]
  const { data, problem, loading, reload } = useLoad(`${first} ${last} ${mine}`, () =>
    loadDeadlines(client, { ...spanOf(first, last), ...(mine ? { mine: true as const } : {}) }),
  )
  useFresh(reload)
  // The day whose list stands below the grid: asked for by press or key, never by moving through the grid.
  const [shown, show] = useState<Day>()
  const to = (change: Partial<CalendarRoute>) => {
    const next = { ...route, day, ...change }
    setDay(next.day ?? today)
    location.replace(addressOf(next))
  }
  const step = (count: number) => to({ day: view === 'month' ? addMonths(day, count) : addDays(day, 7 * count) })
  const found = byDay(data?.items ?? [])
  const open = shown !== undefined && days.includes(shown) ? shown : undefined
  return (
    <Page title={t.calendar.title} lead={t.calendar.lead}>
      <div class="calendar-head">
        <fieldset class="toggles">
          <legend>{t.calendar.view}</legend>
          <Toggle on={view === 'month'} change={() => to({ view: 'month' })}>
            {t.calendar.month}
          </Toggle>
          <Toggle on={view === 'week'} change={() => to({ view: 'week' })}>
            {t.calendar.week}
          </Toggle>
        </fieldset>
        <div class="toggles">
          <button type="button" class="secondary" onClick={() => step(-1)}>
            <span aria-hidden="true">‹</span>&nbsp;
            {t.calendar.earlier}
          </button>
          <button type="button" class="secondary" onClick={() => to({ day: undefined })}>
            {t.calendar.today}
          </button>
          <button type="button" class="secondary" onClick={() => step(1)}>
            {t.calendar.later}
            &nbsp;<span aria-hidden="true">›</span>
          </button>
        </div>
        <Checkbox id="mine" label={t.calendar.mineOnly} checked={mine} onChecked={checked => to({ mine: checked })} />
      </div>
      <Problem problem={problem} />
      <h2 id="period">{view === 'month' ? words.monthName(day) : `${words.day(first)} – ${words.day(last)}`}</h2>
      <Status>{loading && !data ? t.app.loading : data && t.calendar.deadlines(data.items.length)}</Status>
      {data?.cut && <p class="notice">{t.calendar.onlySome(data.items.length)}</p>}
      <BurnBar items={data?.items ?? []} label={t.overdue.summary} />
      {narrow ? (
        days
          .filter(name => found.has(name))
          .map(name => <DayList key={name} day={name} items={worstFirst(found.get(name) ?? [])} changed={reload} />)
      ) : (
        <>
          <DeadlineGrid
            {...{ weeks, found, view, weekStart, today, shown: open }}
            day={day}
            move={next => to({ day: next })}
            show={show}
          />
          <p class="hint" id="keys">
            {t.calendar.keys}
          </p>
          {open && <DayList key={open} day={open} items={worstFirst(found.get(open) ?? [])} changed={reload} focus />}
        </>
      )}
    </Page>
  )
}
