import type { DeadlineItem } from '@amparo/client'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import type { Day } from '../../work/days.ts'
import { DeadlineList } from './deadline-entry.tsx'

interface Props {
  readonly day: Day
  readonly items: readonly DeadlineItem[]
  /** Who has asked for this day goes on reading here. */
  readonly focus?: boolean
  changed(): void
}

export function DayList({ day, items, focus = false, changed }: Props) {
  const { t, dayName } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (focus) heading.current?.focus()
  }, [focus])
  return (
    <section aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`} ref={heading} tabIndex={-1}>
        {dayName(day)}
      </h2>
      {items.length === 0 ? <p>{t.calendar.none}</p> : <DeadlineList items={items} changed={changed} />}
    </section>
  )
}
