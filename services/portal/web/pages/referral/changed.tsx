import type { ReferralView } from '@amparo/client'
import { useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useFocusAtOnce } from '../../ui/focus.ts'
import { keyOf, stepsSince } from './steps-since.ts'

/** It moved on under the person's eyes: what happened since, and that nothing was done. */
export function Changed({ before, now, goOn }: { before: ReferralView; now: ReferralView; goOn(): void }) {
  const { t, say, moment } = useWords()
  const { agencies } = useSignedIn()
  const title = useRef<HTMLHeadingElement>(null)
  useFocusAtOnce(title)
  const since = stepsSince(before, now)
  return (
    <section class="notice" aria-labelledby="changed">
      <h2 id="changed" ref={title} tabIndex={-1}>
        {t.case.act.changedTitle}
      </h2>
      <p>{t.case.act.changed}</p>
      <ul>
        {since.map(step => (
          <li key={keyOf(step)}>
            <strong>{say(step.text)}</strong>
            {t.app.colon}
            {agencies.name(step.byAgency)}, {moment(step.at)}
          </li>
        ))}
      </ul>
      <p>
        {t.case.map.now}
        {t.app.colon}
        <strong>{say(now.stateText)}</strong>
      </p>
      <button type="button" onClick={goOn}>
        {t.case.act.goOn}
      </button>
    </section>
  )
}
