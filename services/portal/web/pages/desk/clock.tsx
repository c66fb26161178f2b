import type { RegisterClock } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { useNow } from '../../app/use-now.ts'
import { Due } from '../../ui/due.tsx'
import { heatOf } from '../../work/time.ts'

interface Props {
  readonly clock: RegisterClock
  /** When it began. */
  readonly since: string
}

/** What is due until when, in words, and drawn: from its beginning to its end, as far as it has run. */
export function Clock({ clock: { clock, says, dueAt, stoppedAt, late }, since }: Props) {
  const { t, say, moment } = useWords()
  const now = useNow()
  const { registers } = t.desk
  const what = says ? say(says) : clock
  return (
    <div class="clock">
      {stoppedAt === undefined ? (
        <Due at={dueAt} what={what} />
      ) : (
        <p class="due">
          <strong>{late ? registers.stoppedLate : registers.stopped}</strong>
          <span>{what}</span>
          <time dateTime={stoppedAt}>{moment(stoppedAt)}</time>
        </p>
      )}
      <Bar since={since} dueAt={dueAt} until={stoppedAt ?? now.toISOString()} />
    </div>
  )
}

/** A line for the time that it has, filled as far as it was used; what went beyond stands out of it. */
function Bar({ since, dueAt, until }: { since: string; dueAt: string; until: string }) {
  const [begin, due, end] = [since, dueAt, until].map(iso => Date.parse(iso)) as [number, number, number]
  const whole = Math.max(due, end) - begin
  const at = (time: number) => (whole <= 0 ? 100 : Math.min(100, Math.max(0, (100 * (time - begin)) / whole)))
  return (
    <svg class="run" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="run-whole" x="0" y="2" width={at(due)} height="6" />
      <rect class="run-used" x="0" y="2" width={at(Math.min(end, due))} height="6" />
      {end > due && (
        <rect class={`fill-${heatOf(dueAt, new Date(end))}`} x={at(due)} y="2" width={at(end) - at(due)} height="6" />
      )}
      <rect class="run-due" x={Math.min(99, at(due))} y="0" width="1" height="10" />
    </svg>
  )
}
