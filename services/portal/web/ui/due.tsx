import { useWords } from '../app/context.ts'
import { useNow } from '../app/use-now.ts'
import { distance, heatOf } from '../work/time.ts'

interface Props {
  /** ISO 8601. */
  readonly at: string
  /** What is due, in the protocol's words. */
  readonly what?: string | undefined
  /** Not ours: shown more quietly. */
  readonly note?: string | undefined
  /** It ends with a day, and that day is told: the next has begun at `at`. */
  readonly lastDay?: boolean
}

/** Time left, or passed, at a glance: in words, with a frame that repeats how much it burns. */
export function Due({ at, what, note, lastDay = false }: Props) {
  const { t, language, moment, ends } = useWords()
  const now = useNow()
  const heat = heatOf(at, now)
  return (
    <p class={`due heat-${note === undefined ? heat : 'later'}`}>
      <strong>
        {heat === 'over' ? t.time.wasDue : t.time.due} {distance(at, now, language)}
      </strong>
      {what && <span>{note === undefined ? what : `${what} (${note})`}</span>}
      <time dateTime={at}>{lastDay ? ends(at) : moment(at)}</time>
    </p>
  )
}
