import type { DeadlineItem } from '@amparo/client'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { useNow } from '../../app/use-now.ts'
import { heats, worstFirst } from '../../work/burning.ts'
import { type Day, dayAfterKey, monthOf } from '../../work/days.ts'
import { WeekEntry } from './week-entry.tsx'

interface Props {
  readonly weeks: readonly (readonly Day[])[]
  readonly found: ReadonlyMap<Day, readonly DeadlineItem[]>
  readonly view: 'month' | 'week'
  readonly weekStart: number
  readonly today: Day
  /** Where the keyboard enters the grid. */
  readonly day: Day
  /** Whose list stands below. */
  readonly shown: Day | undefined
  move(day: Day): void
  show(day: Day): void
}

/** After the grid pattern of the ARIA practices: one stop for the Tab key, arrows from day to day, Enter into a day. */
export function DeadlineGrid({ weeks, found, view, weekStart, today, day, shown, move, show }: Props) {
  const words = useWords()
  const grid = useRef<HTMLTableElement>(null)
  /** Where a key leads that is not shown yet. */
  const ahead = useRef<Day | undefined>(undefined)
  // Only who moves by key takes the keyboard along: another month is another grid.
  useLayoutEffect(() => {
    if (ahead.current !== day) return
    ahead.current = undefined
    grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const inEntry = event.target instanceof HTMLAnchorElement
    if (inEntry) return inDay(event)
    // Of two keys in quick succession the second goes on from where the first leads.
    const from = ahead.current ?? day
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      const entry = grid.current?.querySelector<HTMLElement>(`[data-day="${from}"] a`)
      if (view === 'week' && entry) entry.focus()
      else show(from)
      return
    }
    const next = dayAfterKey(event.key, from, weekStart, view)
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    ahead.current = next
    move(next)
  }
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern is made of a table
      role="grid"
      class={`calendar ${view}`}
      aria-labelledby="period"
      aria-describedby="keys"
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          {(weeks[0] ?? []).map(name => (
            <th key={name} scope="col" abbr={words.weekday(name, 'long')}>
              {words.weekday(name, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr key={week[0]}>
            {week.map(name => (
              <DayCell
                key={name}
                day={name}
                items={worstFirst(found.get(name) ?? [])}
                view={view}
                outside={view === 'month' && monthOf(name) !== monthOf(day)}
                today={name === today}
                selected={name === shown}
                tabbable={name === day}
                press={() => {
                  ahead.current = undefined
                  if (name !== day) move(name)
                  show(name)
                }}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Inside a day: up and down from entry to entry, Escape back to the day. */
function inDay(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement)) return
  const cell = event.target.closest<HTMLElement>('[data-day]')
  if (event.key === 'Escape') cell?.focus()
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const entries = [...(cell?.querySelectorAll<HTMLElement>('a') ?? [])]
  entries[entries.indexOf(event.target) + step]?.focus()
}

interface CellProps {
  readonly day: Day
  readonly items: readonly DeadlineItem[]
  readonly view: 'month' | 'week'
  readonly outside: boolean
  readonly today: boolean
  readonly selected: boolean
  readonly tabbable: boolean
  press(): void
}

function DayCell({ day, items, view, outside, today, selected, tabbable, press }: CellProps) {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const counts = heats(items, now)
  const worst = counts[0]?.[0]
  const label = [
    words.dayName(day),
    ...(today ? [t.calendar.today] : []),
    ...(items.length === 0
      ? []
      : [t.calendar.deadlines(items.length), ...counts.map(([heat, n]) => t.time.count[heat](n))]),
  ].join(', ')
  const kind = [outside && 'outside', today && 'today', worst && `burns-${worst}`].filter(Boolean).join(' ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the grid, which knows where they lead
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid
      role="gridcell"
      class={kind || undefined}
      data-day={day}
      tabIndex={tabbable ? 0 : -1}
      aria-label={view === 'month' ? label : undefined}
      aria-selected={selected}
      aria-current={today ? 'date' : undefined}
      onClick={event => {
        if (!(event.target instanceof HTMLAnchorElement)) press()
      }}
    >
      <span class="number" aria-hidden={view === 'month'}>
        {Number(day.slice(8))}
        {view === 'week' && <span class="hidden"> {label}</span>}
      </span>
      {view === 'month' ? (
        <ul aria-hidden="true">
          {counts.map(([heat, count]) => (
            <li key={heat} class={`key-${heat}`}>
              {t.time.count[heat](count)}
            </li>
          ))}
        </ul>
      ) : (
        <ul>
          {items.map(item => (
            <WeekEntry key={`${item.referralId} ${item.deadline}`} item={item} />
          ))}
        </ul>
      )}
    </td>
  )
}
