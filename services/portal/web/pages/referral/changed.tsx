import type { ReferralView } from '@amparo/client'
import { useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useFocusAtOnce } from '../../ui/focus.ts'

/** Its place may change: a step of the other agency's, known late, may come before it. */
const keyOf = ({ side, step, at }: ReferralView['steps'][number]) => `${side} ${step} ${at}`

/** It moved on under the person's eyes: what happened since, and that nothing was done. */
export function Changed({ before, now, goOn }: { before: ReferralView; now: ReferralView; goOn(): void }) {
  const { t, say, moment } = useWords()
  const { agencies } = useSignedIn()
  const title = useRef<HTMLHeadingElement>(null)
  useFocusAtOnce(title)
  const known = new Set(before.steps.map(keyOf))
  const since = now.steps.filter(step => !known.has(keyOf(step)))
  return (
    <section class="notice" aria-labelledby="changed">
      <h2 id="changed" ref={title} tabIndex={-1}>
        {t.case.act.changedTitle}
      </h2>
      <p>{t.case.act.changed}</p>
      <ul>
        {since.map(step => (
          <li key={keyOf(step)}>
            <strong>{say(step.text)}</strong>: {agencies.name(step.byAgency)}, {moment(step.at)}
          </li>
        ))}
      </ul>
      <p>
        {t.case.map.now}: <strong>{say(now.stateText)}</strong>
      </p>
      <button type="button" onClick={goOn}>
        {t.case.act.goOn}
      </button>
    </section>
  )
}
